import { type BoardView, boardView } from "@/lib/boards/schema";
import { addressOf, type Chosen, entriesOf } from "../ui/navigation/address-of";

/** Part of a view that is to change. */
export type ViewChange = Chosen<typeof boardView>;

export function viewEntries(view: BoardView, change: ViewChange = {}): [string, string][] {
  return entriesOf(boardView, { ...view, ...change });
}

/** Address of the leaderboard with a view, or with part of it changed. */
export function viewHref(view: BoardView, change: ViewChange = {}, anchor = ""): string {
  return `${addressOf("/", boardView, { ...view, ...change })}${anchor}`;
}
