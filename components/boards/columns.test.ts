import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, expectTypeOf, it } from "vitest";
import type { Column, ModelRow, SystemRow } from "@/lib/boards/column";
import { columns, type ModelKey, modelColumns, type SystemKey, systemColumns } from "@/lib/boards/columns";
import { tableOf } from "@/lib/boards/export-board";
import { pageOfRows, sortRows } from "@/lib/boards/rows/arrange-rows";
import { boardView } from "@/lib/boards/schema";
import { shownColumns, withParts } from "@/lib/boards/shown-columns";
import { modelRow } from "@/lib/boards/testing/rows";
import { BoardSection } from "./board-section";
import type { Cells } from "./board-table";
import { sharedCells } from "./shared-cells";

describe("the columns of the boards", () => {
  it("are told apart by their keys on each board", () => {
    for (const keys of [modelColumns, systemColumns].map((list) => list.map((column) => column.key)))
      expect(new Set(keys).size).toBe(keys.length);
  });
  it("stand under their own key, except for the two titles of the name", () => {
    const renamed = Object.entries(columns).filter(([key, column]) => key !== column.key);
    expect(renamed.map(([key, column]) => [key, column.key])).toEqual([
      ["model", "name"],
      ["system", "name"],
    ]);
  });
  it("have a cell each: one that is missing does not compile", () => {
    expectTypeOf<Omit<Cells<ModelRow, ModelKey>, "license">>().not.toExtend<Cells<ModelRow, ModelKey>>();
    expectTypeOf<Omit<Cells<SystemRow, SystemKey>, "gain">>().not.toExtend<Cells<SystemRow, SystemKey>>();
  });
});

describe("a new column, which is one object and one cell,", () => {
  const planted: Column<ModelRow, "age"> = {
    key: "age",
    title: "Age",
    hint: "Days since it came.",
    numeric: true,
    usual: false,
    sort: (row) => row.n,
    fields: [{ name: "age (days)", value: (row) => row.n }],
  };
  const { rank, model, score } = columns;
  const offered: Column<ModelRow, "rank" | "name" | "score" | "age">[] = [rank, model, score, planted];
  const cells = { ...sharedCells, age: (row: ModelRow) => `${row.n} days` };
  const all = withParts(offered, []);
  const rows = sortRows([modelRow("young", { n: 1 }), modelRow("old", { n: 30 })], "-age", all);
  const boardWith = (chosen: string[] | undefined) => ({ offered, columns: shownColumns(all, chosen), rows, hidden: [], filtered: 0 });
  const markup = (chosen?: string[]) =>
    renderToStaticMarkup(
      createElement(BoardSection<ModelRow, "rank" | "name" | "score" | "age">, {
        id: "models",
        title: "Models",
        lead: "",
        noun: ["model", "models"],
        caption: "Models",
        board: boardWith(chosen),
        page: pageOfRows(rows, 1),
        cells,
        view: boardView.parse({ modelColumns: chosen }),
        sort: "-age",
        sorted: (modelSort) => ({ modelSort }),
        turned: (modelPage) => ({ modelPage }),
        columnsName: "modelColumns",
        file: "individual",
      }),
    );

  it("has a head that sorts and says what it means, and a cell in each row", () => {
    const html = markup(["age"]);
    expect(html).toContain('aria-sort="descending"');
    expect(html).toContain("modelSort=age");
    expect(html).toContain("Days since it came.");
    expect(html.indexOf("30 days")).toBeGreaterThan(0);
    expect(html.indexOf("30 days")).toBeLessThan(html.indexOf("1 days"));
  });
  it("can be chosen, and is not shown until it is", () => {
    const html = markup();
    expect(html).toMatch(/<input[^>]*value="age"/);
    expect(html).not.toContain("30 days");
  });
  it("is in the file with its values", () => {
    const table = tableOf(boardWith(["age"]));
    expect(table.columns.at(-1)).toBe("age (days)");
    expect(table.rows.map((row) => row.at(-1))).toEqual([30, 1]);
  });
});
