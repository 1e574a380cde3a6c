import { roleLabels } from "@/lib/auth/labels";
import type { Persona } from "@/lib/auth/signing-in/personas";

interface PersonaPickerProps {
  personas: readonly Persona[];
  /** Where to go afterwards. */
  next: string;
  action: (form: FormData) => Promise<void>;
}

/** The cast of the demo: one press and you are that person. */
export function PersonaPicker({ personas, next, action }: PersonaPickerProps) {
  return (
    <form action={action}>
      <input type="hidden" name="next" value={next} />
      <ul className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {personas.map(({ slug, name, role }) => (
          <li key={slug} className="grid">
            <button
              type="submit"
              name="persona"
              value={slug}
              className="group grid content-start gap-1 rounded-md border border-rule bg-surface p-5 text-left transition-colors hover:border-accent hover:bg-accent-wash"
            >
              <span className="label-caps text-ink-faint group-hover:text-accent">{roleLabels[role].title}</span>
              <span className="font-serif text-ink text-xl">{name}</span>
              <span className="text-ink-soft text-sm">{roleLabels[role].purpose}</span>
            </button>
          </li>
        ))}
      </ul>
    </form>
  );
}
