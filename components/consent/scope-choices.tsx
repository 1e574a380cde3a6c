import { consentIntroduction, scopeWords } from "@/lib/consent/labels";
import { type ConsentScope, consentScopes, requiredScope } from "@/lib/consent/schema";
import { Fieldset } from "../ui/forms/fieldset";

interface ScopeChoicesProps {
  chosen: readonly string[];
  error?: string | undefined;
}

/** The seven uses, each with its own box, an example and what follows. None is ticked beforehand. */
export function ScopeChoices({ chosen, error }: ScopeChoicesProps) {
  return (
    <Fieldset id="field-scopes" legend="What may be done with your model" hint={consentIntroduction} error={error}>
      <ul className="divide-y divide-rule border-rule border-y">
        {consentScopes.map((scope) => (
          <ScopeChoice key={scope} scope={scope} chosen={chosen.includes(scope)} />
        ))}
      </ul>
    </Fieldset>
  );
}

function ScopeChoice({ scope, chosen }: { scope: ConsentScope; chosen: boolean }) {
  const words = scopeWords[scope];
  const id = `field-scopes-${words.mark}`;
  return (
    <li className="grid grid-cols-[auto_1fr] gap-x-3 py-4">
      <input
        id={id}
        type="checkbox"
        name="scopes"
        value={scope}
        defaultChecked={chosen}
        aria-describedby={`${id}-words`}
        className="mt-1 size-5"
      />
      <div className="min-w-0">
        <label htmlFor={id} className="cursor-pointer font-semibold">
          {words.title} <span className="font-normal text-ink-faint text-sm">{words.mark}</span>
          {scope === requiredScope ? <span className="font-normal text-ink-faint text-sm"> · needed to take part</span> : null}
        </label>
        <p id={`${id}-words`} className="max-w-prose">
          {words.sentence}
        </p>
        <dl className="mt-2 grid max-w-2xl gap-x-4 gap-y-1 text-ink-soft text-sm sm:grid-cols-[7rem_1fr]">
          <dt className="text-ink-faint">For example</dt>
          <dd>{words.example}</dd>
          <dt className="text-ink-faint">What follows</dt>
          <dd>{words.follows}</dd>
          <dt className="text-ink-faint">If you say no</dt>
          <dd>{words.without}</dd>
        </dl>
      </div>
    </li>
  );
}
