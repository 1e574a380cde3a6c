import { describe, expect, it } from "vitest";
import { nearEqual } from "../testing/moco-files";
import { convertItem } from "./convert-item";
import { comparableText, shortestCompared, textHash } from "./fingerprint";
import { BrokenFile, type FileField, type FileItem, LineReader } from "./line-reader";
import { NearIndex } from "./near-pairs";
import { splitByHash } from "./split-by-hash";
import { Spool } from "./spool";

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
  });
  it("refuses fields that no task file has, fields that come twice and lists that are none", () => {
    expect(lineOfFault('{\n "dev": [],\n "train": []}')).toMatchObject({ line: 3, message: expect.stringContaining('"train"') });
    expect(lineOfFault('{\n "dev": [],\n "dev": []}')).toMatchObject({ line: 3, message: expect.stringContaining("twice") });
    expect(lineOfFault('{\n "dev": {"a": 1}}')).toMatchObject({ line: 2, message: expect.stringContaining("list") });
  });
});

describe("convertItem", () => {
  it("turns numbers into texts and gives a question without an id its place", () => {
    const choices = { A: 1, B: 2 };
    expect(convertItem("multiple_choice", { question: "?", choices, answer: "A" }, "dev-3")).toEqual({
      id: "dev-3",
      question: "?",
      choices: { A: "1", B: "2" },
      answer: "A",
    });
  });
  it("knows the five categories that should not be complied with, and no others", () => {
    expect(convertItem("noncompliance", { id: 1, input: "?", category: "Humanizing requests" }, "")).toMatchObject({
      expects: "refuse",
    });
    expect(convertItem("noncompliance", { id: 1, input: "?", category: "Contrast" }, "")).toMatchObject({ expects: undefined });
  });
  it("never makes an empty gold answer of a missing one", () => {
    for (const output of [null, undefined, "", " "]) expect(convertItem("exact_match", { id: 1, input: "?", output }, "")).toBeNull();
  });
});

describe("splitByHash", () => {
  const hashes = Array.from({ length: 200 }, (_, number) => textHash(`question ${number}`));

  it("gives the same questions the same split, whatever their order", () => {
    const forward = splitByHash(hashes, [], [{ split: "held_out", share: 0.3 }]);
    const backward = splitByHash(hashes.toReversed(), [], [{ split: "held_out", share: 0.3 }]);
    expect(forward.size).toBe(60);
    expect(new Set([...backward.keys()].map((place) => 199 - place))).toEqual(new Set(forward.keys()));
  });
  it("keeps questions together that are alike", () => {
    const alike = hashes.map((_, place): [number, number] => [place, place % 10]);
    const drawn = splitByHash(hashes, alike, [{ split: "held_out", share: 0.3 }]);
    for (let place = 0; place < 200; place += 1) expect(drawn.get(place)).toBe(drawn.get(place % 10));
  });
  it("draws at least one question and never the last", () => {
    expect(splitByHash(hashes.slice(0, 2), [], [{ split: "held_out", share: 0.1 }]).size).toBe(1);
    expect(splitByHash(hashes.slice(0, 1), [], [{ split: "held_out", share: 0.9 }]).size).toBe(0);
  });
});

describe("near-equal questions", () => {
  const near = (texts: readonly string[]) => {
    const index = new NearIndex();
    for (const [place, text] of texts.entries()) index.add(place, text);
    return index.find(
      () => true,
      (place) => texts[place] ?? "",
    ).pairs;
  };
  const content = (question: string, choices: Record<string, string>) =>
    comparableText({ taskType: "multiple_choice", id: "1", question, choices, answer: "A" });

  it("are found when they differ in a sign, and not when they differ in a number", () => {
    expect(near([nearEqual.one, nearEqual.other]).map(({ one, other }) => [one, other])).toEqual([[0, 1]]);
    expect(near([nearEqual.one, nearEqual.template])).toEqual([]);
  });
  it("are not looked for among short texts, where a letter makes another question", () => {
    const [one, other] = ["who wrote the bird?", "who wrote the birds?"];
    expect(Math.max(one?.length ?? 0, other?.length ?? 0)).toBeLessThan(shortestCompared);
    expect(near([one ?? "", other ?? ""])).toEqual([]);
  });
  it("count as the same when only capitals, spaces or the order of options differ", () => {
    expect(content("Which  is RED?", { A: "blood", B: "grass" })).toBe(content("which is red?", { A: "Grass", B: "blood" }));
    expect(content("Which is red?", { A: "blood", B: "sky" })).not.toBe(content("Which is red?", { A: "blood", B: "grass" }));
  });
  it("are found among thousands of others, nearly all of them", () => {
    const words = Array.from({ length: 2_000 }, (_, number) => `word${String.fromCharCode(97 + (number % 26))}${number.toString(36)}x`);
    const sentence = (seed: number, length: number) =>
      Array.from({ length }, (_, place) => words[textHash(`${seed} ${place}`) % words.length]?.replace(/\d/g, "q")).join(" ");
    const texts = Array.from({ length: 400 }, (_, number) => sentence(number, 60));
    const changed = texts.slice(0, 200).map((text) => text.replace(/ \S+/, " another"));
    const found = near([...texts, ...changed]).filter(({ one, other }) => other - one === 400);
    expect(found.length).toBeGreaterThanOrEqual(198);
  });
});

describe("Spool", () => {
  it("gives back what was put in, in order and by place", () => {
    const spool = new Spool();
    try {
      const rows = Array.from({ length: 3_000 }, (_, position) => ({
        list: "dev" as const,
        position,
        line: position,
        lines: {},
        value: "ü".repeat(position % 900),
      }));
      for (const row of rows) spool.append(row);
      expect(spool.read(2_999)).toEqual(rows[2_999]);
      expect([...spool.rows()].map(([, row]) => row)).toEqual(rows);
      expect([...spool.rows((index) => index % 1_000 === 1)].map(([index]) => index)).toEqual([1, 1_001, 2_001]);
    } finally {
      spool.close();
    }
  });
});
