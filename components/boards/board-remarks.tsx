import type { Boards } from "@/lib/boards/read-board";
import type { BoardView } from "@/lib/boards/schema";
import { TextLink } from "../ui/navigation/text-link";
import { viewHref } from "./view-href";

interface BoardRemarksProps {
  boards: Pick<Boards, "flagged" | "notImported" | "imported" | "examplesApart">;
  view: BoardView;
}

/** What these boards leave out or mark. */
export function BoardRemarks({ boards: { flagged, notImported, imported, examplesApart }, view }: BoardRemarksProps) {
  const scores = `${flagged.scores} ${flagged.scores === 1 ? "score is" : "scores are"} flagged on ${flagged.tasks} ${flagged.tasks === 1 ? "task" : "tasks"}`;
  return (
    <p className="max-w-prose text-ink-soft text-sm">
      {flagged.scores > 0 && view.flagged === "without" ? `${scores} and left out; means are over the other tasks. ` : null}
      {flagged.scores > 0 && view.flagged !== "without" ? (
        <>
          {scores}, because of what models were trained on or made with (
          <TextLink href={viewHref(view, { flagged: "without" })}>leave them out</TextLink>).{" "}
        </>
      ) : null}
      {examplesApart > 0
        ? `${examplesApart} example ${examplesApart === 1 ? "task" : "tasks"} that came with the portal count in no mean. `
        : null}
      {notImported > 0 ? (
        <>
          <TextLink href="/tasks#declared">
            {notImported} {notImported === 1 ? "task" : "tasks"} of the paper
          </TextLink>{" "}
          not imported.{" "}
        </>
      ) : null}
      {typeof imported === "number" && imported > 0 ? (
        <TextLink href={viewHref(view, { imported: "show" }, "#imported")}>
          Show {imported} {imported === 1 ? "result" : "results"} of other programs
        </TextLink>
      ) : null}
    </p>
  );
}
