import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { scoreAsMoco } from "@/lib/tasks/scoring/score-as-moco";
import { contentOf, readCorpus, sets } from "@/lib/tasks/testing/corpus";

const golden = z
  .object({
    releases: z.tuple([z.literal("1.0.0"), z.literal("1.1.2")]),
    answers: z.array(z.tuple([z.string(), z.string(), z.number(), z.number()])),
  })
  .parse(JSON.parse(readFileSync(join(process.cwd(), "lib/reading/moco/golden.json"), "utf8")));
const lines = new Map(sets.flatMap(readCorpus).map((line) => [line.id, line]));

describe("our restatement of MoCo's rules", () => {
  it("gives every answer the score that MoCo 1.0.0 itself gives", () => {
    const faults = golden.answers.flatMap(([answerId, questionId, score]) => {
      const answer = lines.get(answerId)?.answer;
      const question = lines.get(questionId);
      if (answer === undefined || !question) return [`${answerId} or ${questionId} is gone`];
      const ours = scoreAsMoco(contentOf(question), answer);
      return ours !== null && Math.abs(ours - score) < 1e-9 ? [] : [`${answerId} for ${questionId}: ${ours} instead of ${score}`];
    });
    expect(golden.answers.length).toBeGreaterThan(2_000);
    expect(faults).toEqual([]);
  }, 60_000);
});
