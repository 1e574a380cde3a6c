import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { accuracyTable, measureAccuracy } from "../testing/accuracy";
import { disagreement, readCorpus, sets } from "../testing/corpus";

/** Slow machines are busy with other tests. Milliseconds. */
const patience = 60_000;
/** The parser is not tuned on the check set; these are what it misreads there. */
const misread = [
  "exact-match-check-29",
  "exact-match-check-49",
  "exact-match-check-56",
  "exact-match-check-57",
  "multiple-choice-check-54",
  "noncompliance-check-20",
  "noncompliance-check-25",
  "noncompliance-check-9",
];

function disagreements(set: (typeof sets)[number]): string[] {
  return readCorpus(set).flatMap((line) => {
    const fault = disagreement(line);
    return fault ? [`${line.id}: ${fault}`] : [];
  });
}

describe("labelled answers", () => {
  it.each(["tuning", "second", "third"] as const)(
    "of the %s set are read as a careful person reads them",
    (set) => {
      expect(disagreements(set)).toEqual([]);
    },
    patience,
  );
  it("of the check set are misread where we know it, and nowhere else", () => {
    const ids = disagreements("check").map((fault) => fault.split(":")[0]);
    expect(ids.toSorted()).toEqual(misread);
  });
  it("are many, a quarter of them untouched, and their names are unique", () => {
    const all = sets.flatMap(readCorpus);
    expect(new Set(all.map((line) => line.id)).size).toBe(all.length);
    expect(readCorpus("check").length / all.length).toBeGreaterThan(0.25);
    for (const kind of ["terse", "formatted", "verbose", "hedged", "adversarial", "thinking", "empty", "wrong-language"]) {
      expect(all.filter((line) => line.kind === kind).length).toBeGreaterThan(20);
    }
  });
  it("never earn a score that a careful person would not give, except where we know it", () => {
    const generous = sets.flatMap(readCorpus).filter((line) => (line.score ?? 1) === 0 && disagreement(line)?.startsWith("scores"));
    expect(generous.map((line) => line.id)).toEqual([]);
  });
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
  it("is better than MoCo's for every type that both score", () => {
    for (const { taskType, ours, moco100, moco112 } of measureAccuracy()) {
      if (taskType !== "verifiable_instruction") expect(ours).toBeGreaterThan(Math.max(moco100, moco112 ?? 0));
    }
  });
});
