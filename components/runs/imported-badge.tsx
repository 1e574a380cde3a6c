import { Badge } from "../ui/badge";

/** Where the notice of an imported run lists what may be wrong with it. */
export const caveatsId = "caveats";

/** That a run was read from another program's log; one click leads to what may be wrong with it. */
export function ImportedBadge({ run, caveats }: { run: number; caveats: number }) {
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-2">
      <Badge tone="warn">Imported</Badge>
      {/* No link of the router: the browser itself opens the list on its way to a place inside it. */}
      <a
        href={`/runs/${run}#${caveatsId}`}
        className="whitespace-nowrap text-xs underline decoration-rule-strong decoration-1 underline-offset-[0.18em] hover:text-accent hover:decoration-accent"
      >
        {caveats === 1 ? "1 caveat" : `${caveats} caveats`}
        <span className="sr-only"> of run #{run}</span>
      </a>
    </span>
  );
}
