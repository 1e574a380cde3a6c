import { expect, it } from "vitest";
import { csvResponse } from "./csv-response";

it("begins with the mark by which spreadsheets know UTF-8", async () => {
  const response = csvResponse({ columns: ["name"], rows: [["Zürich"]] }, "table.csv", { "cache-control": "no-store" });
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(new TextDecoder().decode(bytes)).toBe("name\r\nZürich\r\n");
  expect(response.headers.get("content-disposition")).toBe('attachment; filename="table.csv"');
  expect(response.headers.get("cache-control")).toBe("no-store");
});
