import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isDoubtful } from "../schema";
import { judgeAnswer } from "../scoring/judge-answer";
import { accuracyTable, isScoredRight, measureAccuracy } from "../testing/accuracy";
import { contentOf, disagreement, readCorpus, sets } from "../testing/corpus";

/** Slow machines are busy with other tests. Milliseconds. */
const patience = 120_000;
/** Written to be hard, in prose that often leaves the answer to the reader. */
const hard = ["eleventh", "twelfth", "thirteenth"];
const types = ["multiple_choice", "exact_match", "f1_match", "noncompliance"];

describe("labelled answers", () => {
  it("are many of every kind, and their names are unique", () => {
    const all = sets.flatMap(readCorpus);
    expect(new Set(all.map((line) => line.id)).size).toBe(all.length);
    for (const kind of ["terse", "formatted", "verbose", "hedged", "adversarial", "thinking", "empty", "wrong-language"]) {
      expect(all.filter((line) => line.kind === kind).length).toBeGreaterThan(20);
    }
  });
  it.each(types)(
    "of type %s get the score that a careful person gives: in 98 of 100 cases outside of the hard sets, and rarely a better one",
    (taskType) => {
      const judged = sets.flatMap((set) =>
        readCorpus(set)
          .filter((line) => line.taskType === taskType)
          .map((line) => ({ set, line, isRight: isScoredRight(line, disagreement(line)) })),
      );
      const usual = judged.filter(({ set }) => !hard.includes(set));
      expect(usual.filter(({ isRight }) => isRight).length / usual.length).toBeGreaterThanOrEqual(0.98);
      const undeserving = judged.filter(({ line }) => (line.score ?? 0) === 0);
      expect(undeserving.filter(({ isRight }) => !isRight).length / undeserving.length).toBeLessThan(0.08);
    },
    patience,
  );
});

describe("verdicts on labelled answers", () => {
  it(
    "that are sure are right in 99 of 100 cases, and most mistakes are among the doubtful ones",
    () => {
      const judged = sets.flatMap(readCorpus).flatMap((line) => {
        if (!types.includes(line.taskType)) return [];
        const { certainty } = judgeAnswer(contentOf(line), line.answer);
        return [{ isDoubtful: isDoubtful(certainty), isRight: isScoredRight(line, disagreement(line)) }];
      });
      const sure = judged.filter((each) => !each.isDoubtful);
      expect(sure.filter(({ isRight }) => isRight).length / sure.length).toBeGreaterThanOrEqual(0.99);
      const wrong = judged.filter(({ isRight }) => !isRight);
      expect(wrong.filter((each) => each.isDoubtful).length / wrong.length).toBeGreaterThan(0.7);
    },
    patience,
  );
});

describe("the accuracy that docs/scoring.md states", () => {
  const page = readFileSync(join(process.cwd(), "docs", "scoring.md"), "utf8")
    .replace(/ +\|/g, " |")
    .replace(/\| +/g, "| ")
    .replace(/-{3,}/g, "---");
  it(
    "is what is measured over all labelled answers, and better than MoCo's for every type that both score",
    () => {
      const measured = measureAccuracy(sets);
      expect(page).toContain(accuracyTable(measured));
      for (const { taskType, ours, moco100, moco112 } of measured) {
        if (taskType !== "verifiable_instruction") expect(ours).toBeGreaterThan(Math.max(moco100, moco112 ?? 0));
      }
    },
    patience,
  );
});
