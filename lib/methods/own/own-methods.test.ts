import { describe, expect, it } from "vitest";
import { choiceQuestion } from "@/lib/tasks/testing/questions";
import type { Member } from "../method";
import { conduct, isDev } from "../testing/conduct";
import { poolOf } from "../testing/pool";
import { askUntilTwoAgree } from "./ask-until-two-agree";
import { nearestNeighbours } from "./nearest-neighbours";
import { SimilarTexts } from "./similar-texts";

describe("similar texts", () => {
  const texts = ["What is the capital of Peru?", "How much is 12 + 30?", "What is the capital of Chad?", "Sort these letters: q, b, z."];

  it("are those that share rare pieces, most alike first, with similarities from 0 to 1", () => {
    const nearest = new SimilarTexts(texts).nearest("What is the capital of Mali?", 4);
    expect(new Set(nearest.slice(0, 2).map(({ place }) => place))).toEqual(new Set([0, 2]));
    for (const { similarity } of nearest) expect(similarity).toBeGreaterThanOrEqual(0);
    expect(new SimilarTexts(texts).nearest("How much is 12 + 30?", 1)).toEqual([{ place: 1, similarity: expect.closeTo(1, 9) }]);
  });

  it("are in their own order where nothing is alike, in any script", () => {
    expect(new SimilarTexts(texts).nearest("北京市", 2).map(({ place }) => place)).toEqual([0, 1]);
    expect(new SimilarTexts(["北京市在哪里?", "abc"]).nearest("北京市", 1)).toMatchObject([{ place: 0 }]);
    expect(new SimilarTexts([""]).nearest("", 1)).toMatchObject([{ place: 0 }]);
  });
});

/** Two kinds of questions, each of which one member masters. */
const trees = choiceQuestion("t1", "B");
const says = (pool: readonly Member[], said: Record<string, string>, right: number) => (model: string, prompt: string) => {
  const name = pool.find(({ label }) => label === model)?.name ?? "";
  if (isDev(prompt)) return name === `model-${right}` ? "A" : "D";
  return said[name] ?? "C";
};

describe("nearest neighbours", () => {
  it("asks the one member that was right on what is most alike, once", async () => {
    const pool = poolOf(3);
    const { answers, operations } = await conduct(nearestNeighbours, pool, says(pool, { "model-2": "B" }, 2), {}, [trees]);
    expect(answers[0]).toMatchObject({ text: "B", trace: { decision: { chosen: pool[2]?.label, asked: 1 } } });
    expect(operations.requests.filter(({ messages }) => !isDev(messages[0]?.content ?? ""))).toHaveLength(1);
  });
});

describe("asking until two agree", () => {
  it("stops as soon as two mean the same, whatever others would have said", async () => {
    const pool = poolOf(5);
    const { answers } = await conduct(askUntilTwoAgree, pool, says(pool, { "model-3": "B" }, 3), {}, [trees]);
    const [first] = answers;
    expect(first?.trace.decision).toMatchObject({ rule: "two agreed", asked: 3 });
    expect(first?.text).toBe("C");
    expect(first?.trace.steps[0]?.model).toBe(pool[3]?.label);
  });

  it("asks two where they agree at once, and everybody where none do", async () => {
    const pool = poolOf(4);
    const same = await conduct(askUntilTwoAgree, pool, says(pool, {}, 0), {}, [trees]);
    expect(same.answers[0]?.trace.decision).toMatchObject({ asked: 2 });
    const said = { "model-0": "?", "model-1": "B", "model-2": "C", "model-3": "A" };
    const { answers } = await conduct(askUntilTwoAgree, pool, says(pool, said, 0), {}, [trees]);
    expect(answers[0]?.trace.decision).toMatchObject({ asked: 4, rule: "no two agreed, the first that can be read" });
    expect(answers[0]?.text).not.toBe("?");
  });
});
