import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { readChoice } from "./forms/read-choice";
import { judgeCompliance } from "./judge-compliance";
import { judgeOption } from "./judge-option";
import { judgeValue } from "./judge-value";
import type { Judged } from "./judged";
import { type Option, optionsOf } from "./options";

const colours = { question: "?", options: optionsOf({ A: "red", B: "green", C: "blue" }), gold: "A" };
const judges: ((answer: string) => Judged)[] = [
  (answer) => judgeOption(answer, colours),
  (answer) => judgeValue(answer, { question: "?", gold: "1", scoring: "exact" }),
  (answer) => judgeCompliance(answer, { request: "?", expects: "comply" }),
];
const taskFile = z.object({ splits: z.record(z.string(), z.array(z.object({ choices: z.record(z.string(), z.string()).optional() }))) });

describe("every parser", () => {
  it("reads any text without failing, and credits nothing that it cannot read", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), fc.constantFrom(...judges), (answer, judge) => {
        const verdict = judge(answer);
        expect([0, 1]).toContain(verdict.score);
        expect(verdict.reason).not.toBe("");
        if (verdict.parsed === null) expect(verdict.score).toBe(0);
      }),
      { numRuns: 400 },
    );
  }, 30_000);

  const pieces = [
    "the answer is ",
    "answer: answer: ",
    "\\box{",
    "\\boxed{}",
    "{",
    "}",
    "...",
    "!",
    " ",
    "\n",
    "A) ",
    "so C is ",
    "I cannot ",
    "*",
    '"',
    "if ",
    "$",
    "1,",
    "\\text{",
    "<think>",
  ];
  it.each(pieces)(
    "reads an answer of 100,000 times %j in reasonable time",
    (piece) => {
      const endless = piece.repeat(Math.ceil(100_000 / piece.length));
      const started = performance.now();
      for (const judge of judges) judge(`${endless} x`);
      expect(performance.now() - started).toBeLessThan(8_000);
    },
    20_000,
  );
});

describe("answers that state an option", () => {
  const questions = readdirSync("zoo/tasks")
    .flatMap((name) => Object.values(taskFile.parse(JSON.parse(readFileSync(`zoo/tasks/${name}`, "utf8"))).splits).flat())
    .flatMap(({ choices }) => (choices === undefined ? [] : [optionsOf(choices)]))
    .filter((_, place) => place % 20 === 0);
  const list = (options: readonly Option[]) => options.map(({ letter, text }) => `${letter}) ${text}`).join("\n");

  /** The forms of which the usual parser of such tasks reads some not at all, and others as option A. */
  const forms: [string, (stated: Option, all: readonly Option[]) => string][] = [
    ["letter", ({ letter }) => letter],
    ["letter and text", ({ letter, text }) => `${letter}) ${text}`],
    ["bold letter", ({ letter }) => `**${letter}**`],
    ["declared letter", ({ letter }) => `Answer: ${letter}`],
    ["boxed letter", ({ letter }) => `\\boxed{${letter}}`],
    ["bold letter and text in a sentence", ({ letter, text }) => `The correct answer is **${letter}) ${text}**`],
    ["after restating all options", ({ letter, text }, all) => `Let us see.\n${list(all)}\nSo the answer is ${letter}) ${text}.`],
    ["after careful reading", ({ letter }) => `A careful reading shows the correct answer is ${letter}.`],
    ["text alone", ({ text }) => text],
    ["text in a sentence", ({ text }) => `The answer is ${text}.`],
    ["after another one", ({ letter }, all) => `At first sight the answer is ${all[0]?.letter}. But no: the answer is ${letter}.`],
  ];
  it.each(forms)("are read as that option, whichever it is: %s", (_, form) => {
    for (const options of questions)
      for (const stated of options) expect(readChoice(form(stated, options), options).parsed).toBe(stated.letter);
  });

  const silent: [string, (options: readonly Option[]) => string][] = [
    ["a sentence that ends in data", () => "There is much to weigh up here, given the idea and the data."],
    ["all options restated", list],
    ["the first option denied", ([first]) => `The answer is not ${first?.letter}.`],
    ["two options named", ([first, second]) => `The answer is ${first?.letter} or ${second?.letter}.`],
    ["a letter beside another option's text", ([first, second]) => `${first?.letter}) ${second?.text}`],
  ];
  it.each(silent)("are not found where none is stated: %s", (_, form) => {
    for (const options of questions) expect(readChoice(form(options), options).parsed).toBeNull();
  });
});
