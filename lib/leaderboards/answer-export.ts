import type { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { head } from "./answer-leaderboards";
import type { exportAnswer } from "./api-shapes";
import { tableOf } from "./export-board";
import { readBoards } from "./read-board";
import type { BoardView } from "./schema";

/** One table of the leaderboard exactly as a view shows it. */
export async function answerExport(actor: Actor, board: "individual" | "systems", view: BoardView): Promise<z.infer<typeof exportAnswer>> {
  return { ...head(), ...tableOf(board, await readBoards(actor, view), view) };
}
