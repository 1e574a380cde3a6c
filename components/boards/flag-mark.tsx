import { Flag } from "lucide-react";
import type { Conflict } from "@/lib/boards/schema";
import { NoteMark } from "../ui/tables/note-mark";

/** A mark beside a score that should be read with care; pressed, it says why. Nothing where no flag is. */
export function FlagMark({ conflicts }: { conflicts: readonly Pick<Conflict, "text">[] }) {
  if (conflicts.length === 0) return null;
  return (
    <NoteMark
      mark={<Flag className="size-3.5" />}
      name="Flagged"
      notes={conflicts.map(({ text }) => text)}
      className="mr-0.5 text-warn hover:bg-warn-wash"
    />
  );
}
