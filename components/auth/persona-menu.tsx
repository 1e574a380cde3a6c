import { roleLabels } from "@/lib/auth/labels";
import type { Persona } from "@/lib/auth/signing-in/personas";

interface PersonaMenuProps {
  personas: readonly Persona[];
  /** The persona who is signed in, if any. */
  current: string | null;
  action: (form: FormData) => Promise<void>;
}

/** A slim line over a demo's pages that says what it is and lets the reader change who they are. */
export function PersonaMenu({ personas, current, action }: PersonaMenuProps) {
  return (
    <aside aria-label="Demo" className="border-warn/30 border-b bg-warn-wash text-sm" data-print="hide">
      <form action={action} className="mx-auto flex max-w-page flex-wrap items-baseline gap-x-5 gap-y-1 px-4 py-1.5 sm:px-8">
        <p className="text-warn">Demo: anyone on this machine can be anyone.</p>
        <ul className="flex flex-wrap gap-x-4 gap-y-1">
          {personas.map(({ slug, name, role }) => (
            <li key={slug}>
              <button
                type="submit"
                name="persona"
                value={slug}
                title={roleLabels[role].title}
                aria-label={`${firstName(name)}, ${roleLabels[role].title}`}
                aria-pressed={slug === current}
                className="text-ink-soft underline-offset-4 hover:text-ink hover:underline aria-pressed:font-semibold aria-pressed:text-ink"
              >
                {firstName(name)}
              </button>
            </li>
          ))}
        </ul>
      </form>
    </aside>
  );
}

function firstName(name: string): string {
  return name.split(" ")[0] ?? name;
}
