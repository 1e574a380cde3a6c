import type { ModelPage } from "@/lib/pages/find-model-page";
import { visibleText } from "../ui/visible-text";

/** What a model was declared to be trained on. */
export function DeclaredData({ lines }: { lines: ModelPage["declaredData"] }) {
  return (
    <div className="mt-4 max-w-prose text-sm">
      <p className="font-semibold">Declared training data</p>
      {lines.length === 0 ? <p className="text-ink-soft">Nothing was declared, so overlap with tasks is unknown.</p> : null}
      <ul>
        {lines.map((line) => (
          <li key={`${line.from} ${line.text}`} className="[overflow-wrap:anywhere]">
            <bdi>{visibleText(line.text)}</bdi>
            {line.inherited ? <span className="text-ink-soft"> (by {line.from}, which it was adapted from)</span> : null}
          </li>
        ))}
      </ul>
    </div>
  );
}
