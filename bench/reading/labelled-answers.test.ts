import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { isDoubtful } from "@/lib/tasks/schema";
import { accuracyTable, measureAccuracy } from "./accuracy";
import { type Comparison, compareWithPerson } from "./compare-with-person";
import { labelled, learnedTypes } from "./labelled-answers";

/** Slow machines are busy with other tests. Milliseconds. */
const patience = 120_000;
/** Written to be hard, in prose that often leaves the answer to the reader. */
const hard = ["eleventh", "twelfth", "thirteenth"];

const lines = labelled("tuning", "check");
let compared: Comparison[] = [];
beforeAll(() => {
  compared = lines.map(compareWithPerson);
}, patience);

function shareRight(among: readonly Comparison[]): number {
  return among.filter(({ isScoredRight }) => isScoredRight).length / among.length;
}

describe("labelled answers", () => {
  it("are many of every kind, and their names are unique", () => {
    expect(lines.length).toBe(5949);
    expect(new Set(lines.map((line) => line.id)).size).toBe(lines.length);
    for (const kind of ["terse", "formatted", "verbose", "hedged", "adversarial", "thinking", "empty", "wrong-language"]) {
      expect(lines.filter((line) => line.kind === kind).length).toBeGreaterThan(20);
    }
  });
  it.each([...learnedTypes])(
    "of type %s get the score that a careful person gives: in 98 of 100 cases outside of the hard groups, and rarely a better one",
    (taskType) => {
      const judged = compared.filter(({ line }) => line.taskType === taskType);
      expect(shareRight(judged.filter(({ line }) => !hard.includes(line.group)))).toBeGreaterThanOrEqual(0.98);
      expect(1 - shareRight(judged.filter(({ line }) => line.score === 0))).toBeLessThan(0.08);
    },
  );
});

describe("verdicts on labelled answers", () => {
  it("that are sure are right in 99 of 100 cases, and most mistakes are among the doubtful ones", () => {
    const judged = compared.filter(({ line }) => learnedTypes.has(line.taskType));
    expect(shareRight(judged.filter(({ certainty }) => !isDoubtful(certainty)))).toBeGreaterThanOrEqual(0.99);
    const wrong = judged.filter(({ isScoredRight }) => !isScoredRight);
    expect(wrong.filter(({ certainty }) => isDoubtful(certainty)).length / wrong.length).toBeGreaterThan(0.7);
  });
});

describe("the accuracy that docs/scoring.md states", () => {
  const page = readFileSync(join(process.cwd(), "docs", "scoring.md"), "utf8")
    .replace(/ +\|/g, " |")
    .replace(/\| +/g, "| ")
    .replace(/-{3,}/g, "---");
  it("is what is measured over all labelled answers, and better than MoCo's for every type that both score", () => {
    const measured = measureAccuracy(compared);
    expect(page).toContain(accuracyTable(measured));
    for (const { taskType, ours, moco100, moco112 } of measured) {
      if (taskType !== "verifiable_instruction") expect(ours).toBeGreaterThan(Math.max(moco100, moco112 ?? 0));
    }
  });
});
