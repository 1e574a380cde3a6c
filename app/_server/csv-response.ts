import { type ExportedTable, toCsv } from "@/lib/boards/export-board";

/** A spreadsheet takes a file for UTF-8 only when it begins with this mark. */
const byteOrderMark = "\uFEFF";

/** A table as a file that the browser keeps under this name. */
export function csvResponse(table: ExportedTable, name: string, headers: Readonly<Record<string, string>>): Response {
  return new Response(byteOrderMark + toCsv(table), {
    headers: {
      ...headers,
      "content-type": "text/csv; charset=utf-8; header=present",
      "content-disposition": `attachment; filename="${name}"`,
    },
  });
}
