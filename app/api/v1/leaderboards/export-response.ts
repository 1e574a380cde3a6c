import "server-only";
import type { z } from "zod";
import { openHeaders } from "@/app/api/v1/respond";
import { answerExport } from "@/lib/api/answer-export";
import type { exportQuery } from "@/lib/api/shapes";
import { anonymous } from "@/lib/auth/actor";
import { toCsv } from "@/lib/boards/export-board";

/** A table as a file that the browser keeps under a telling name. */
export async function exportResponse(board: "individual" | "systems", query: z.infer<typeof exportQuery>): Promise<Response> {
  const { format, ...view } = query;
  const table = await answerExport(anonymous, board, view);
  const name = `polyphony-${board}-${view.split}-${table.asOf.slice(0, 10)}.${format}`;
  const headers = { ...openHeaders, "content-disposition": `attachment; filename="${name}"` };
  if (format === "json") return Response.json(table, { headers });
  return new Response(toCsv(table), { headers: { ...headers, "content-type": "text/csv; charset=utf-8; header=present" } });
}
