import { splitTitles } from "@/lib/boards/labels";
import type { Boards } from "@/lib/boards/read-board";
import type { BoardView } from "@/lib/boards/schema";
import { FirstSteps } from "./first-steps";
import { Headline } from "./headline";
import { OverviewPlot } from "./overview-plot";
import { ProgressHint } from "./progress-hint";
import { viewHref } from "./view-href";

/** What the boards say in one line and one drawing, and whether more is coming. */
export function Opening({ boards: { headline, progress, everyone, scope, beginnings }, view }: { boards: Boards; view: BoardView }) {
  const reference =
    headline.model && scope.kind === "overall"
      ? { value: headline.model.score, label: `Best alone on practice questions, ${headline.model.name}` }
      : undefined;
  return (
    <div className="grid gap-8">
      <Headline {...headline} questions={splitTitles[view.split].replace(" questions", "").toLowerCase()} />
      {everyone.models.length + everyone.systems.length === 0 && !progress ? <FirstSteps {...beginnings} /> : null}
      {progress ? <ProgressHint {...progress} href={viewHref(view)} /> : null}
      {everyone.models.length + everyone.systems.length > 0 ? (
        <OverviewPlot everyone={everyone} scope={scope.title} reference={reference} />
      ) : null}
    </div>
  );
}
