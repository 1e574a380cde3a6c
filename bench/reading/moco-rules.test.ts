import { describe, expect, it } from "vitest";
import { scoreAsMoco } from "@/lib/tasks/scoring/score-as-moco";
import { readGolden } from "./accuracy";
import { contentOf, labelled } from "./labelled-answers";

const lines = new Map(labelled("tuning", "check").map((line) => [line.id, line]));

describe("our restatement of MoCo's rules", () => {
  it("gives every answer the score that MoCo 1.0.0 itself gives", () => {
    const { answers } = readGolden();
    const faults = answers.flatMap(([answerId, questionId, score]) => {
      const answer = lines.get(answerId)?.answer;
      const question = lines.get(questionId);
      if (answer === undefined || !question) return [`${answerId} or ${questionId} is gone`];
      const ours = scoreAsMoco(contentOf(question), answer);
      return ours !== null && Math.abs(ours - score) < 1e-9 ? [] : [`${answerId} for ${questionId}: ${ours} instead of ${score}`];
    });
    expect(answers.length).toBeGreaterThan(2_000);
    expect(faults).toEqual([]);
  }, 60_000);
});
