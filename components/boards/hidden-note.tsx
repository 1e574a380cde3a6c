import { hiddenWords } from "@/lib/boards/labels";
import type { Hidden } from "@/lib/boards/schema";
import { TextLink } from "../ui/navigation/text-link";

interface HiddenNoteProps {
  hidden: readonly Hidden[];
  /** Rows that the reader's own filters left out, and the view without them. */
  filtered: number;
  showAllHref: string;
  /** What is counted: one, many. */
  noun: readonly [string, string];
}

/** Every row that is missing, counted and explained. */
export function HiddenNote({ hidden, filtered, showAllHref, noun }: HiddenNoteProps) {
  const all = hidden.reduce((total, entry) => total + entry.count, filtered);
  if (all === 0) return null;
  const reasons = hidden.map((entry) => `${entry.count} ${hiddenWords[entry.reason]}`);
  return (
    <p className="mt-2 text-ink-soft text-sm">
      {all} {all === 1 ? noun[0] : noun[1]} hidden: {reasons.join("; ")}
      {reasons.length > 0 && filtered > 0 ? "; " : ""}
      {filtered > 0 ? (
        <>
          {filtered} {hiddenWords.filter} (<TextLink href={showAllHref}>show</TextLink>)
        </>
      ) : null}
      .
    </p>
  );
}
