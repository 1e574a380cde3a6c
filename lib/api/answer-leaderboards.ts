import type { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { type BoardContext, readBoardContext } from "@/lib/boards/board-context";
import { filterByText } from "@/lib/boards/rows/arrange-rows";
import { modelRows, type Rows } from "@/lib/boards/rows/model-rows";
import { systemRows } from "@/lib/boards/rows/system-rows";
import type { BoardRow, Hidden } from "@/lib/boards/schema";
import { resolveScope } from "@/lib/boards/scopes/resolve-scope";
import type { Scope } from "@/lib/boards/scopes/scopes";
import { withoutFlagged } from "@/lib/boards/without-flagged";
import { env } from "@/lib/env";
import { citationAt } from "./citation";
import type { individualAnswer, individualQuery, systemAnswer, systemQuery } from "./shapes";

/** Every standing of every model that may be shown, in every scope that the query leaves. */
export async function answerIndividualLeaderboard(
  actor: Actor,
  query: z.infer<typeof individualQuery>,
): Promise<z.infer<typeof individualAnswer>> {
  requirePermission(actor, "leaderboard:read");
  const context = await contextFor(query);
  const { rows, hidden } = inAllScopes(context, query, modelRows);
  return { ...head(), split: query.split, hidden, rows: filterByText(rows, query.q).map(withoutParts) };
}

/** The same for systems, with what each gains over the best single model of its pool. */
export async function answerSystemLeaderboard(actor: Actor, query: z.infer<typeof systemQuery>): Promise<z.infer<typeof systemAnswer>> {
  requirePermission(actor, "leaderboard:read");
  const context = await contextFor(query);
  const { rows, hidden } = inAllScopes(context, query, systemRows);
  const chosen = filterByText(rows, query.q).filter((row) => !query.method || row.method === query.method);
  return { ...head(), split: query.split, hidden, rows: chosen.map(withoutParts) };
}

async function contextFor(query: z.infer<typeof individualQuery>): Promise<BoardContext> {
  const context = await readBoardContext(query.split);
  return query.flagged === "without" ? withoutFlagged(context) : context;
}

/** What every answer begins with. */
export function head(): { asOf: string; citation: string } {
  const asOf = new Date().toISOString();
  return { asOf, citation: citationAt(asOf, env().NEXTAUTH_URL) };
}

function inAllScopes<Row extends { score: number }>(
  context: BoardContext,
  query: z.infer<typeof individualQuery>,
  rowsIn: (context: BoardContext, scope: Scope) => Rows<Row>,
): { rows: BoardRow<Row>[]; hidden: Hidden[] } {
  // Refuses a task or domain that does not exist, rather than answering nothing.
  if (query.task || query.domain) resolveScope(context.scopes, query);
  const wanted = context.scopes.filter(
    (scope) =>
      (!query.scope || scope.kind === query.scope) &&
      (!query.domain || scope.domain === query.domain) &&
      (!query.task || (scope.kind === "task" && scope.key === query.task)),
  );
  const rows = wanted.flatMap((scope) => rowsIn(context, scope).rows.toSorted((one, other) => other.score - one.score));
  const [overall] = context.scopes;
  return { rows, hidden: overall ? rowsIn(context, overall).hidden : [] };
}

function withoutParts<Row>({ parts: _parts, ...row }: BoardRow<Row>): Omit<BoardRow<Row>, "parts"> {
  return row;
}
