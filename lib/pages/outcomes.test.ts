import { expect, it } from "vitest";
import type { SubjectFacts, TaskFact } from "@/lib/boards/facts/facts";
import { questionScores } from "@/lib/boards/rows/question-scores";
import { countOutcomes, hasOutcome } from "./outcomes";

const task: TaskFact = {
  id: "t",
  slug: "t",
  title: "T",
  domain: "safety",
  taskType: "exact_match",
  example: false,
  questions: 4,
  chance: 0,
};
const subject = (scores: number[], positions = scores.map((_, place) => place)): SubjectFacts => ({
  id: "s",
  kind: "system",
  planned: new Set(["t"]),
  failedRuns: 0,
  answers: new Map([
    ["t", { runId: "r", runNumber: 1, finished: true, positions, scores, unreadable: 0, cut: 0, mocoScore: null, doubts: null }],
  ]),
});

it("calls emergent what the system solves and every member alone fails", () => {
  const scores = questionScores([task], subject([1, 1, 0, 0]), null, [subject([0, 1, 1, 0]), subject([0, 0, 0, 0])]);
  expect(scores.filter((each) => hasOutcome(each, "emergent")).map((each) => each.position)).toEqual([0]);
  expect(scores.filter((each) => hasOutcome(each, "lost")).map((each) => each.position)).toEqual([2]);
});

it("compares with the baseline by position, and not where it did not answer", () => {
  const scores = questionScores([task], subject([1, 0, 1, 0]), subject([0, 1], [2, 3]), []);
  expect(scores.map((each) => each.baseline)).toEqual([null, null, 0, 1]);
  expect(countOutcomes(scores)).toMatchObject({ "system-better": 1, "single-better": 1, right: 2, wrong: 2, emergent: 0 });
});
