import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { accuracyTable, measureAccuracy } from "../testing/accuracy";
import { disagreement, readCorpus, sets } from "../testing/corpus";

/** Slow machines are busy with other tests. Milliseconds. */
const patience = 60_000;
/** What the parser misreads of the answers that it was tuned on: what only knowledge of the matter would tell. */
const misread = [
  "exact-match-fifth-5",
  "exact-match-seventh-112",
  "exact-match-seventh-119",
  "exact-match-seventh-140",
  "exact-match-seventh-33",
  "exact-match-sixth-160",
  "exact-match-sixth-29",
  "multiple-choice-fifth-18",
  "multiple-choice-seventh-35",
  "multiple-choice-seventh-5",
  "multiple-choice-sixth-44",
  "multiple-choice-sixth-48",
  "noncompliance-seventh-56",
];
const tuned = sets.filter((set) => set !== "check");

function disagreements(set: (typeof sets)[number]): string[] {
  return readCorpus(set).flatMap((line) => {
    const fault = disagreement(line);
    return fault ? [`${line.id}: ${fault}`] : [];
  });
}

describe("labelled answers", () => {
  it(
    "that the parser was tuned on are misread where we know it, and nowhere else",
    () => {
      const ids = tuned.flatMap(disagreements).map((fault) => fault.split(":")[0]);
      expect(ids.toSorted()).toEqual(misread.toSorted());
    },
    patience,
  );
  it("are many, an eighth of them untouched, and their names are unique", () => {
    const all = sets.flatMap(readCorpus);
    expect(new Set(all.map((line) => line.id)).size).toBe(all.length);
    expect(readCorpus("check").length / all.length).toBeGreaterThan(0.125);
    for (const kind of ["terse", "formatted", "verbose", "hedged", "adversarial", "thinking", "empty", "wrong-language"]) {
      expect(all.filter((line) => line.kind === kind).length).toBeGreaterThan(20);
    }
  });
  it(
    "of the tuned sets never earn a score that a careful person would not give",
    () => {
      const generous = tuned.flatMap(readCorpus).filter((line) => (line.score ?? 1) === 0 && disagreement(line)?.startsWith("scores"));
      expect(generous.map((line) => line.id)).toEqual([]);
    },
    patience,
  );
});

describe("the accuracy that docs/scoring.md states", () => {
  const page = readFileSync(join(process.cwd(), "docs", "scoring.md"), "utf8")
    .replace(/ +\|/g, " |")
    .replace(/\| +/g, "| ")
    .replace(/-{3,}/g, "---");
  it.each([
    ["all sets", sets],
    ["the check set", ["check"]],
  ] as const)("is what is measured over %s", (_, among) => expect(page).toContain(accuracyTable(among)), patience);
  it(
    "is better than MoCo's for every type that both score",
    () => {
      for (const { taskType, ours, moco100, moco112 } of measureAccuracy()) {
        if (taskType !== "verifiable_instruction") expect(ours).toBeGreaterThan(Math.max(moco100, moco112 ?? 0));
      }
    },
    patience,
  );
});
