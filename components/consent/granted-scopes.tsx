import { Check, X } from "lucide-react";
import { scopeWords } from "@/lib/consent/labels";
import { type ConsentScope, consentScopes } from "@/lib/consent/schema";

/** All seven uses with what was said to each. */
export function GrantedScopes({ granted }: { granted: readonly ConsentScope[] }) {
  return (
    <ul className="divide-y divide-rule border-rule border-y">
      {consentScopes.map((scope) => {
        const yes = granted.includes(scope);
        const words = scopeWords[scope];
        const Icon = yes ? Check : X;
        return (
          <li key={scope} className="grid grid-cols-[auto_1fr] gap-x-3 py-2">
            <Icon aria-hidden="true" className={yes ? "mt-1.5 size-4 text-good" : "mt-1.5 size-4 text-ink-faint"} />
            <div className="min-w-0">
              <p className={yes ? "font-medium" : "text-ink-soft"}>
                {words.title} <span className="font-normal text-ink-faint text-sm">{words.mark}</span>
                <span className="sr-only">{yes ? ": granted" : ": not granted"}</span>
              </p>
              <p className="text-ink-soft text-sm">{yes ? words.sentence : words.without}</p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
