import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ModelRow } from "../column";
import { modelColumns } from "../columns";
import type { PartColumn } from "../schema";
import { withParts } from "../shown-columns";
import { modelRow as row } from "../testing/rows";
import { filterByText, pageOfRows, rowsPerPage, sortRows } from "./arrange-rows";

const sorted = (rows: ModelRow[], sort: string, parts: PartColumn[] = []) => sortRows(rows, sort, withParts(modelColumns, parts));
const safety = { key: "safety", title: "Safety" };

describe("sorting", () => {
  it("puts missing values last in both directions", () => {
    const rows = [row("none"), row("small", { parameters: 1 }), row("large", { parameters: 2 })];
    expect(sorted(rows, "parameters").map((each) => each.name)).toEqual(["small", "large", "none"]);
    expect(sorted(rows, "-parameters").map((each) => each.name)).toEqual(["large", "small", "none"]);
  });
  it("orders numbers as numbers, not as words", () => {
    const rows = [row("a", { n: 9 }), row("b", { n: 100 }), row("c", { n: 20 })];
    expect(sorted(rows, "n").map((each) => each.n)).toEqual([9, 20, 100]);
  });
  it("sorts by a part's score", () => {
    const part = (score: number) => ({
      safety: {
        score,
        n: 1,
        interval: [0, 1] as [number, number],
        chance: 0,
        soFar: false,
        unreadable: 0,
        cut: 0,
        mocoScore: null,
        doubtful: null,
        doubtBounds: null,
      },
    });
    const rows = [row("low", { parts: part(0.1) }), row("none", { parts: { safety: null } }), row("high", { parts: part(0.9) })];
    expect(sorted(rows, "-safety", [safety]).map((each) => each.name)).toEqual(["high", "low", "none"]);
  });
  it("refuses a column that does not exist, and names those that do", () => {
    expect(() => sorted([], "weight", [safety])).toThrow(/cannot be sorted by "weight".*safety/);
    for (const key of ["parts", "constructor"]) expect(() => sorted([], key)).toThrow(/cannot be sorted/);
  });
  it("finds nothing to order by in a column that only systems have", () => {
    expect(sorted([row("b"), row("a")], "-gain").map((each) => each.name)).toEqual(["a", "b"]);
  });
  it("loses and adds no row, whatever the values", () => {
    const values = fc.array(fc.record({ name: fc.string(), parameters: fc.option(fc.integer()) }));
    fc.assert(
      fc.property(values, (all) => {
        const rows = all.map(({ name, parameters }) => row(name, { parameters }));
        expect(new Set(sorted(rows, "-parameters"))).toEqual(new Set(rows));
      }),
    );
  });
});

describe("the text filter", () => {
  it("wants every word, in any order and case", () => {
    const rows = [row("Adder", { baseModel: "zoo base" }), row("Adder two")];
    expect(filterByText(rows, "BASE adder").map((each) => each.name)).toEqual(["Adder"]);
    expect(filterByText(rows, undefined)).toHaveLength(2);
  });
});

describe("a page of rows", () => {
  const all = Array.from({ length: 2 * rowsPerPage + 1 }, (_, place) => place);
  it("holds each row exactly once over all pages, in order", () => {
    expect([1, 2, 3].flatMap((page) => pageOfRows(all, page).rows)).toEqual(all);
  });
  it("past the end is the last one, and of nothing the first", () => {
    expect(pageOfRows(all, 99)).toEqual({ rows: [2 * rowsPerPage], page: 3, pageSize: rowsPerPage, total: all.length });
    expect(pageOfRows([], 7)).toEqual({ rows: [], page: 1, pageSize: rowsPerPage, total: 0 });
  });
});
