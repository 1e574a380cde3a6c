import type { RunDetail } from "@/lib/runs/watching/schema";
import { Disclosure } from "../ui/disclosure";
import { Notice } from "../ui/notice";
import { caveatsId } from "./imported-badge";

/** That a run was not made here, and all that may be wrong with it; nothing for runs of our own. */
export function ImportNotice({ importedFrom, caveats }: Pick<RunDetail, "importedFrom" | "caveats">) {
  if (importedFrom === null) return null;
  return (
    <Notice tone="warn" title="Imported, not made here" className="mb-8">
      <p>
        Read from <code className="[overflow-wrap:anywhere]">{importedFrom}</code>. Nothing here can repeat it, what it cost is not known,
        and the boards leave it out unless a reader asks for it.
      </p>
      <Disclosure
        summary={
          caveats.length === 1 ? "1 known defect that may have touched it" : `${caveats.length} known defects that may have touched it`
        }
      >
        <ul id={caveatsId} className="mt-2 grid scroll-mt-24 gap-1 text-sm">
          {caveats.map(({ id, text }) => (
            <li key={id}>
              <span className="font-semibold">{id}</span> {text}
            </li>
          ))}
        </ul>
      </Disclosure>
    </Notice>
  );
}
