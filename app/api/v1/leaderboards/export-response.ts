import "server-only";
import type { z } from "zod";
import { csvResponse } from "@/app/_server/csv-response";
import { openHeaders } from "@/app/api/v1/respond";
import { answerExport } from "@/lib/api/answer-export";
import type { exportQuery } from "@/lib/api/shapes";
import { anonymous } from "@/lib/auth/actor";

/** A table as a file that the browser keeps under a telling name. */
export async function exportResponse(board: "individual" | "systems", query: z.infer<typeof exportQuery>): Promise<Response> {
  const { format, ...view } = query;
  const table = await answerExport(anonymous, board, view);
  const name = `polyphony-${board}-${view.split}-${table.asOf.slice(0, 10)}.${format}`;
  if (format === "csv") return csvResponse(table, name, openHeaders);
  return Response.json(table, { headers: { ...openHeaders, "content-disposition": `attachment; filename="${name}"` } });
}
