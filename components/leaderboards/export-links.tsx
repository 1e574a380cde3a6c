import type { BoardView } from "@/lib/leaderboards/schema";
import { TextLink } from "../ui/text-link";
import { viewEntries } from "./view-href";

/** The table as shown, as a file: same rows, same columns, same order. */
export function ExportLinks({ board, view }: { board: "individual" | "systems"; view: BoardView }) {
  const hrefOf = (format: string) =>
    `/api/v1/leaderboards/${board}/export?${new URLSearchParams([["format", format], ...viewEntries(view)])}`;
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
