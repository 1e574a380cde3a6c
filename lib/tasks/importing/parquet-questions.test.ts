import { gzipSync } from "node:zlib";
import { parquetWriteBuffer } from "hyparquet-writer";
import { describe, expect, it } from "vitest";
import { listColumn, parquetFile, type Shape, structColumn, textColumn, typedColumn } from "../testing/parquet-files";
import { convertItem } from "./convert-item";
import { columnsOf, itemFromRow } from "./parquet-item";
import { parquetRows } from "./parquet-rows";
import { readItem } from "./task-file";

const gzip = (bytes: Uint8Array) => gzipSync(bytes);

interface Source {
  shape: Shape;
  data: unknown[];
}

/** Each row of a Parquet file as the content of a question, as null where it has no gold, or as what is wrong with it. */
async function questions(taskType: string, sources: readonly Source[]): Promise<unknown[]> {
  const asked = taskType === "multiple_choice" ? "question" : "input";
  const question = { shape: textColumn(asked), data: sources[0]?.data.map(() => "What is it?") ?? [] };
  const file = parquetFile([question, ...sources]);
  const columns = columnsOf(taskType, {}, undefined);
  const found: unknown[] = [];
  for await (const row of parquetRows(file, Object.values(columns.columns))) {
    const item = convertItem(taskType, JSON.parse(JSON.stringify(itemFromRow(taskType, row, columns))), "here");
    const read = item === null ? null : readItem(taskType, item);
    found.push(
      read?.success === false ? read.error.issues.map(({ path, message }) => `${path.join(".")} ${message}`) : (read?.data ?? null),
    );
  }
  return found;
}

const text = textColumn("element");
const choices = (shape: Shape, data: unknown[]): Source => ({ shape, data });
const answers = (...data: unknown[]): Source => ({ shape: textColumn("answer"), data });
const fruits = { A: "apple", B: "plum" };

describe("options of a Parquet file", () => {
  const list = (data: unknown[]) => choices(listColumn("choices", text), data);

  it("may be pairs of a key and a text", async () => {
    for (const [key, value] of [
      ["key", "value"],
      ["label", "text"],
    ] as const) {
      const pairs = listColumn("choices", structColumn("element", textColumn(key), textColumn(value)));
      const row = [
        { [key]: "A", [value]: "apple" },
        { [key]: "B", [value]: "plum" },
      ];
      expect(await questions("multiple_choice", [choices(pairs, [row]), answers("B")])).toMatchObject([{ choices: fruits, answer: "B" }]);
    }
  });
  it("may be a struct whose missing options are null", async () => {
    const struct = structColumn("choices", textColumn("A"), textColumn("B"), textColumn("C"));
    const rows = [
      { A: "apple", B: "plum", C: null },
      { A: "apple", B: null, C: "plum" },
    ];
    const [padded, gap] = await questions("multiple_choice", [choices(struct, rows), answers("B", "A")]);
    expect(padded).toMatchObject({ choices: fruits, answer: "B" });
    expect(gap).toEqual([expect.stringContaining("without a gap")]);
  });
  it("may be lists of texts and labels, or pairs, that are padded with nulls", async () => {
    const lists = structColumn("choices", listColumn("text", text), listColumn("label", text));
    const row = { text: ["apple", "plum", null, null], label: ["A", "B", null, null] };
    expect(await questions("multiple_choice", [choices(lists, [row]), answers("B")])).toMatchObject([{ choices: fruits, answer: "B" }]);
    const pairs = listColumn("choices", structColumn("element", textColumn("key"), textColumn("value")));
    const padded = [
      { key: "A", value: "apple" },
      { key: "B", value: "plum" },
      { key: null, value: null },
    ];
    expect(await questions("multiple_choice", [choices(pairs, [padded]), answers("B")])).toMatchObject([{ choices: fruits }]);
    const half = { text: ["apple", null], label: ["A", "B"] };
    expect(await questions("multiple_choice", [choices(lists, [half]), answers("A")])).toEqual([
      [expect.stringContaining("choices.B needs")],
    ]);
  });
  it("are refused where one is nothing, a list or a struct of another kind, and never made a word", async () => {
    const empty = await questions("multiple_choice", [list([["apple", null, "plum"]]), answers("A")]);
    expect(empty).toEqual([["choices.B needs a text, not an empty value (null)"]]);
    const others = listColumn("choices", structColumn("element", textColumn("name"), textColumn("colour")));
    const struct = await questions("multiple_choice", [choices(others, [[{ name: "apple", colour: "red" }]]), answers("A")]);
    expect(struct).toEqual([expect.arrayContaining(["choices.A needs a text, not an object with fields of its own"])]);
    const lists = listColumn("choices", listColumn("element", text));
    const deep = await questions("multiple_choice", [choices(lists, [[["apple"], ["plum"]]]), answers("A")]);
    expect(deep).toEqual([expect.arrayContaining(["choices.A needs a text, not a list"])]);
    const twice = listColumn("choices", structColumn("element", textColumn("key"), textColumn("value")));
    const row = ["apple", "plum"].map((value) => ({ key: "A", value }));
    expect(await questions("multiple_choice", [choices(twice, [row]), answers("A")])).toEqual([["choices has the option A twice"]]);
  });
  it("are named by the answer as place, as letter in any dress, as text, or not at all", async () => {
    const given = ["0", "1", "a", "(B)", " A ", "（B）", "plum", "-1", "", null, "C", "7"];
    const found = await questions("multiple_choice", [list(given.map(() => ["apple", "plum"])), answers(...given)]);
    const none = [expect.stringContaining("answer is none of the options")];
    const right = ["A", "B", "A", "B", "A", "B", "B"].map((answer) => expect.objectContaining({ choices: fruits, answer }));
    expect(found).toEqual([...right, null, null, null, none, none]);
  });
  it("are refused where the answer may mean two of them", async () => {
    const [same, other] = await questions("multiple_choice", [
      list([
        ["0", "1"],
        ["1", "2"],
      ]),
      answers("1", "1"),
    ]);
    expect(same).toMatchObject({ answer: "B" });
    expect(other).toEqual([expect.stringContaining("may mean the options A and B")]);
  });
  it("may carry their marks, as numbers or as true and false, and one of them has to be right", async () => {
    for (const [element, yes, no] of [
      [{ type: "BOOLEAN" }, true, false],
      [{ type: "INT32" }, 1, 0],
    ] as const) {
      const marked = structColumn("choices", listColumn("text", text), listColumn("labels", typedColumn("element", element)));
      const texts = ["apple", "plum"];
      const rows = [
        [no, yes],
        [no, no],
        [yes, yes],
      ].map((labels) => ({ text: texts, labels }));
      const [right, none, both] = await questions("multiple_choice", [choices(marked, rows)]);
      expect(right).toMatchObject({ choices: fruits, answer: "B" });
      expect(none).toBeNull();
      expect(both).toEqual([expect.stringContaining("2 options are marked as right")]);
    }
  });
});

describe("golds of a Parquet file", () => {
  it("may be a list of structs that have a text, and are refused where one is nothing or a struct of another kind", async () => {
    const spans = listColumn("output", structColumn("element", textColumn("text"), typedColumn("start", { type: "INT32" })));
    expect(
      await questions("f1_match", [
        {
          shape: spans,
          data: [
            [
              { text: "Ann", start: 3 },
              { text: "Ann B.", start: 9 },
            ],
            [],
          ],
        },
      ]),
    ).toMatchObject([{ output: ["Ann", "Ann B."] }, null]);
    const list = { shape: listColumn("output", text), data: [["Ann", null]] };
    expect(await questions("f1_match", [list])).toEqual([["output [1] needs a text, not an empty value (null)"]]);
    const others = listColumn("output", structColumn("element", textColumn("name"), textColumn("kind")));
    expect(await questions("f1_match", [{ shape: others, data: [[{ name: "Ann", kind: "x" }]] }])).toEqual([
      ["output [0] needs a text, not an object with fields of its own"],
    ]);
    expect(await questions("exact_match", [list])).toEqual([["output needs a text, not a list"]]);
  });
  it.each<[string, Parameters<typeof typedColumn>[1], unknown, string | null]>([
    ["a float", { type: "FLOAT" }, Math.fround(0.1), "0.1"],
    ["a whole float", { type: "FLOAT" }, 3, "3"],
    ["a tiny double", { type: "DOUBLE" }, 1e-7, "0.0000001"],
    ["a large double", { type: "DOUBLE" }, 2.5e21, "2500000000000000000000"],
    ["minus zero", { type: "DOUBLE" }, -0, "0"],
    ["not a number", { type: "DOUBLE" }, Number.NaN, null],
    ["a decimal", { type: "INT32", converted_type: "DECIMAL", scale: 2, precision: 9 }, 0.29, "0.29"],
    ["a decimal by its newer mark", { type: "INT32", logical_type: { type: "DECIMAL", scale: 2, precision: 9 } }, 29, "0.29"],
    ["a large whole number", { type: "INT64" }, 9_007_199_254_740_993n, "9007199254740993"],
    ["a date", { type: "INT32", converted_type: "DATE" }, new Date("1999-12-01"), "1999-12-01"],
    ["a date before 1970", { type: "INT32", converted_type: "DATE" }, new Date("1914-07-28"), "1914-07-28"],
    ["a time", { type: "INT64", converted_type: "TIMESTAMP_MILLIS" }, new Date("1999-12-01T08:30:00Z"), "1999-12-01 08:30:00"],
    [
      "a time before 1970",
      { type: "INT64", converted_type: "TIMESTAMP_MILLIS" },
      new Date("1914-07-28T11:10:00.5Z"),
      "1914-07-28 11:10:00.5",
    ],
    ["a time at midnight", { type: "INT64", converted_type: "TIMESTAMP_MILLIS" }, new Date("1999-12-01"), "1999-12-01"],
    ["a time of day", { type: "INT32", converted_type: "TIME_MILLIS" }, 30_600_000, "08:30:00"],
    ["a truth", { type: "BOOLEAN" }, true, "true"],
  ])("are as people write them for %s", async (_, element, value, gold) => {
    const [found] = await questions("exact_match", [{ shape: typedColumn("output", element), data: [value] }]);
    expect(found).toEqual(gold === null ? null : expect.objectContaining({ output: gold }));
  });
  it("may be a struct of lists, as SQuAD has them, and a question without a text in it has no gold", async () => {
    const shape = structColumn("output", listColumn("text", text), listColumn("answer_start", typedColumn("element", { type: "INT32" })));
    const data = [
      { text: ["Denver Broncos", "Denver Broncos", "The Broncos"], answer_start: [177, 177, 177] },
      { text: [], answer_start: [] },
    ];
    expect(await questions("f1_match", [{ shape, data }])).toEqual([
      expect.objectContaining({ output: ["Denver Broncos", "The Broncos"] }),
      null,
    ]);
    expect(await questions("exact_match", [{ shape, data }])).toEqual([
      ["output needs a text, not an object with fields of its own"],
      ["output needs a text, not an object with fields of its own"],
    ]);
  });
  it("are refused by the name of their column where it holds bytes without a mark that says they are text", async () => {
    const shape = typedColumn("output", { type: "BYTE_ARRAY" });
    await expect(questions("exact_match", [{ shape, data: ["abc"] }])).rejects.toMatchObject({
      row: 1,
      message: expect.stringContaining("output is a column of bytes that nothing marks as text"),
    });
    const marked = typedColumn("output", { type: "BYTE_ARRAY", converted_type: "ENUM" });
    expect(await questions("exact_match", [{ shape: marked, data: ["abc"] }])).toMatchObject([{ output: "abc" }]);
  });
  it("keep the noise that a double really holds, because no shorter decimal is the same number", async () => {
    const [found] = await questions("exact_match", [{ shape: typedColumn("output", { type: "DOUBLE" }), data: [0.1 + 0.2] }]);
    expect(found).toMatchObject({ output: "0.30000000000000004" });
  });
  it("are refused with their row where a decimal has more digits than can be read", async () => {
    const shape = typedColumn("output", { type: "INT64", converted_type: "DECIMAL", scale: 0, precision: 18 });
    await expect(questions("exact_match", [{ shape, data: [1, 900_719_925_474_099_300] }])).rejects.toMatchObject({
      row: 2,
      message: expect.stringContaining("output has a decimal of more digits"),
    });
  });
});

describe("a small Parquet file", () => {
  it("is left early where it unpacks to far more than questions do", async () => {
    const long = "x".repeat(200_000);
    const file = parquetFile([{ shape: textColumn("input"), data: Array.from({ length: 400 }, () => long) }]);
    expect(file.byteLength).toBeLessThan(250_000);
    const read = async () => {
      let rows = 0;
      for await (const _ of parquetRows(file, ["input"])) rows += 1;
      return rows;
    };
    await expect(read()).rejects.toMatchObject({ message: expect.stringContaining("unpacks to more than"), row: expect.any(Number) });
  });
  it("is left before it is unpacked where one text alone is far more", async () => {
    const columnData = [{ name: "input", data: ["x".repeat(30_000_000)], type: "STRING" as const }];
    const file = parquetWriteBuffer({ columnData, codec: "GZIP", compressors: { GZIP: gzip }, statistics: false });
    expect(file.byteLength).toBeLessThan(50_000);
    const rows = parquetRows(file, ["input"]);
    await expect(rows.next()).rejects.toMatchObject({ message: expect.stringContaining("unpacks to more than 20 MB"), row: null });
  });
  it("is refused where a value is nested deeper than any question", async () => {
    const json = typedColumn("output", { type: "BYTE_ARRAY", converted_type: "JSON" });
    const deep: unknown = JSON.parse(`${"[".repeat(1_000)}${"]".repeat(1_000)}`);
    await expect(questions("exact_match", [{ shape: json, data: [deep] }])).rejects.toThrow("more than 100 levels");
  });
});
