import { Prisma } from "@/lib/db/generated/client";
import { type MovedColumns, mayMove, movedColumns, type RunState } from "../states";

/** What a move writes to the row, for Prisma. */
export function moveData(from: RunState, to: RunState) {
  const now = new Date();
  const columns = Object.entries(movedColumns(from, to)).map(([name, value]) => [name, value === "now" ? now : value]);
  return { ...Object.fromEntries(columns), state: to } satisfies Prisma.RunUpdateManyMutationInput;
}

/**
 * The same as the list behind SET, for statements that move many runs at once. The words come from our own table.
 * @throws Error for a move that the table does not have
 */
export function moveSql({ from, to }: { from: RunState; to: RunState }): Prisma.Sql {
  if (!mayMove(from, to)) throw new Error(`No run may move from ${from} to ${to}.`);
  const columns = Object.entries(movedColumns(from, to)).map(([name, value]) => `"${name}" = ${inSql(value)}`);
  return Prisma.raw([`state = '${to}'`, ...columns].join(", "));
}

function inSql(value: MovedColumns[keyof MovedColumns]): string {
  if (value === "now") return "now()";
  return value === null ? "NULL" : `'${value}'`;
}

export function stateSql(state: RunState): Prisma.Sql {
  return Prisma.sql`${state}::"RunState"`;
}

/** An array of states, for `state = ANY(...)`. */
export function statesSql(states: readonly RunState[]): Prisma.Sql {
  return Prisma.sql`${[...states]}::"RunState"[]`;
}
