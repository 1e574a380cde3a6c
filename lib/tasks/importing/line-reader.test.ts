import { describe, expect, it } from "vitest";
import { BrokenFile, type FileField, type FileItem, LineReader } from "./line-reader";
import { longestQuestion } from "./staged-questions";

function read(text: string, chunk = 7): (FileItem | FileField)[] {
  const bytes = Buffer.from(text);
  const reader = new LineReader();
  const found: (FileItem | FileField)[] = [];
  for (let start = 0; start < bytes.length; start += chunk) found.push(...reader.write(bytes.subarray(start, start + chunk)));
  return [...found, ...reader.end()];
}

function lineOfFault(text: string): { line: number; message: string } {
  try {
    read(text);
  } catch (error) {
    if (error instanceof BrokenFile) return { line: error.line, message: error.message };
    throw error;
  }
  throw new Error("The file was read without a complaint.");
}

describe("LineReader", () => {
  it("refuses with its line a number that would be rounded, and takes the same as a text", () => {
    const file = (gold: string) => `{\n "dev": [\n  {"id": 1,\n   "output": ${gold}}\n ]\n}`;
    for (const gold of ["9007199254740993", "-12345678901234567890", "3.14159265358979323846", "1e400"])
      expect(lineOfFault(file(gold)), gold).toEqual({ line: 4, message: expect.stringContaining(`has the number ${gold}`) });
    for (const gold of ["9007199254740992", "0.1", "1e21", '"9007199254740993"'])
      expect(read(file(gold))[0], gold).toMatchObject({ value: { output: JSON.parse(gold) } });
  });
  const text = '{\n "name": "x",\n "dev": [\n  {"id": 1,\n   "input": "ä\\n“b",\n   "deep": {"dev": [1, 2]}},\n  5\n ],\n "test": [\n]}';

  it("knows the line of each field, question and field of a question, however the file is cut", () => {
    for (const chunk of [1, 2, 7, 1_000]) {
      const found = read(text, chunk);
      expect(found[0]).toEqual({ kind: "field", name: "name", line: 2, value: "x" });
      expect(found[1]).toMatchObject({ list: "dev", position: 0, line: 4, value: { id: 1, input: "ä\n“b", deep: { dev: [1, 2] } } });
      expect(found[1]).toMatchObject({
        lines: new Map([
          ["id", 4],
          ["input", 5],
          ["deep", 6],
        ]),
      });
      expect(found[2]).toMatchObject({ list: "dev", position: 1, line: 7, value: 5 });
      expect(found).toHaveLength(3);
    }
  });
  it("finds the lists of our own files, which stand inside splits", () => {
    const found = read('{"splits": {"heldOut": [{"id": 1}], "dev": [{"id": 2}], "test": []}}');
    expect(found.map((one) => one.kind === "item" && one.list)).toEqual(["held_out", "dev"]);
  });
  it("says on which line the JSON breaks", () => {
    expect(lineOfFault('{\n "name": "x",\n "dev": [\n  {"id": 1,}\n ]}')).toMatchObject({
      line: 4,
      message: expect.stringContaining("not JSON"),
    });
    expect(lineOfFault('{\n "dev": [\n  {"id": NaN}\n ]}').line).toBe(3);
  });
  it("says that a file ends too early", () => {
    expect(lineOfFault('{\n "dev": [\n  {"id": 1}')).toMatchObject({ line: 3, message: expect.stringContaining("ends in the middle") });
    expect(lineOfFault('{\n "name": "cut in a wo')).toEqual({ line: 2, message: "ends in the middle of the data" });
  });
  it("refuses what is nested deeper than any question, at once", () => {
    const started = performance.now();
    for (const bracket of ["[", '{"a":']) {
      const text = `{\n "test": [${bracket.repeat(200_000)}`;
      expect(lineOfFault(text)).toMatchObject({ line: 2, message: expect.stringContaining("more than 100 levels") });
    }
    expect(performance.now() - started).toBeLessThan(2_000);
  });
  it("reads a long list of lists in time that grows with its length only", () => {
    const started = performance.now();
    expect(read(`{"test": [{"a": [${"[[[]]],".repeat(50_000)}1]}]}`, 65_536)).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
  it("stops inside a question or a field that is longer than one may be, before it is in memory", () => {
    const long = "x".repeat(longestQuestion + 200_000);
    const cut = (text: string) => () => read(text, 65_536);
    expect(cut(`{\n "test": [\n {"id": 1}, {"id": 2, "input": "${long}`)).toThrow("longer than a question may be (1 MB)");
    expect(cut(`{\n "test": [{"id": 2, "input": [${'"x",'.repeat(400_000)}`)).toThrow("longer than a question may be");
    expect(cut(`{\n "name": "${long}`)).toThrow("longer than a question may be");
  });
  it("refuses fields that no task file has, fields that come twice and lists that are none", () => {
    expect(lineOfFault('{\n "dev": [],\n "train": []}')).toMatchObject({ line: 3, message: expect.stringContaining('"train"') });
    expect(lineOfFault('{\n "dev": [],\n "dev": []}')).toMatchObject({ line: 3, message: expect.stringContaining("twice") });
    expect(lineOfFault('{\n "dev": {"a": 1}}')).toMatchObject({ line: 2, message: expect.stringContaining("list") });
  });
});
