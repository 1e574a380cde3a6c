import type { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { tableOf } from "@/lib/boards/export-board";
import { readBoards } from "@/lib/boards/read-board";
import type { BoardView } from "@/lib/boards/schema";
import { head } from "./answer-leaderboards";
import type { exportAnswer } from "./shapes";

/** One table of the leaderboard exactly as a view shows it. */
export async function answerExport(actor: Actor, board: "individual" | "systems", view: BoardView): Promise<z.infer<typeof exportAnswer>> {
  const { models, systems } = await readBoards(actor, view);
  return { ...head(), ...(board === "individual" ? tableOf(models) : tableOf(systems)) };
}
