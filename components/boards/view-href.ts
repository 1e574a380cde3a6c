import type { BoardView } from "@/lib/boards/schema";

type Change = { [Key in keyof BoardView]?: BoardView[Key] | undefined };

/** The entries of a view that are not what a reader gets anyway, as they stand in the address. */
export function viewEntries(view: BoardView, change: Change = {}): [string, string][] {
  const wished = { ...view, ...change };
  const entries: [string, string | undefined][] = [
    ["split", wished.split === "test" ? undefined : wished.split],
    ["domain", wished.domain],
    ["task", wished.task],
    ["method", wished.method],
    ["q", wished.q],
    ["flagged", wished.flagged],
    ["imported", wished.imported],
    ["modelSort", wished.modelSort === "-score" ? undefined : wished.modelSort],
    ["systemSort", wished.systemSort === "-score" ? undefined : wished.systemSort],
    ["modelPage", wished.modelPage === 1 ? undefined : String(wished.modelPage ?? 1)],
    ["systemPage", wished.systemPage === 1 ? undefined : String(wished.systemPage ?? 1)],
    ...(wished.modelColumns ?? []).map((column): [string, string] => ["modelColumns", column]),
    ...(wished.systemColumns ?? []).map((column): [string, string] => ["systemColumns", column]),
  ];
  return entries.filter((entry): entry is [string, string] => entry[1] !== undefined);
}

/** Address of the leaderboard with a view, or with part of it changed. */
export function viewHref(view: BoardView, change: Change = {}, path = "/", anchor = ""): string {
  const query = new URLSearchParams(viewEntries(view, change)).toString();
  return `${path}${query ? `?${query}` : ""}${anchor}`;
}
