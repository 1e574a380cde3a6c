import type { BoardView } from "@/lib/boards/schema";
import { TextLink } from "../ui/navigation/text-link";
import { viewEntries } from "./view-href";

/** The table as a file: same columns, same order, and the rows of all its pages. */
export function ExportLinks({ board, view }: { board: "individual" | "systems"; view: BoardView }) {
  const hrefOf = (format: string) =>
    `/api/v1/leaderboards/${board}/export?${new URLSearchParams([["format", format], ...viewEntries(view, { modelPage: 1, systemPage: 1 })])}`;
  return (
    <p className="flex gap-4 text-sm">
      <span className="text-ink-soft">This table as</span>
      <TextLink href={hrefOf("csv")} download>
        CSV
      </TextLink>
      <TextLink href={hrefOf("json")} download>
        JSON
      </TextLink>
    </p>
  );
}
