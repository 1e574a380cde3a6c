import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import type { MergeSpec } from "@/lib/operations/merge/spec";
import type { Member } from "../method";
import { conduct, dev, isDev } from "../testing/conduct";
import { poolOf } from "../testing/pool";
import { dareTies } from "./dare-ties";
import { greedySoup } from "./greedy-soup";
import { modelSwarms } from "./model-swarms";
import { weightExtrapolation } from "./weight-extrapolation";

const dReads = (share: number, prompt: string) => (Number(/Question d(\d)/.exec(prompt)?.[1]) <= share * dev.length ? "A" : "D");
/** Member by member, the factor of a merge that is a sum. */
const sumIn = (pool: readonly Member[], recipe: MergeSpec | undefined) => {
  const parents = recipe?.kind === "particle" ? recipe.parents : [];
  return pool.map(({ label }) => parents.find(({ model }) => model === label)?.weight ?? 0);
};
const sumOf = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe("DARE-TIES", () => {
  it("merges all members' differences to their common base in equal parts, without asking dev", async () => {
    const pool = poolOf(4);
    const { operations, answers, learned } = await conduct(dareTies, pool, (_, prompt, recipe) => (recipe && !isDev(prompt) ? "B" : "C"));
    expect([...operations.merges.values()]).toEqual([
      {
        kind: "dare_ties",
        base: "m-base",
        parents: pool.map(({ label }) => ({ model: label, weight: 0.25 })).toSorted((one, other) => (one.model < other.model ? -1 : 1)),
        density: 1,
        seed: 0,
      },
    ]);
    expect(learned).toMatchObject({ weight: 0.25, score: null });
    expect(operations.requests.some(({ messages }) => isDev(messages[0]?.content ?? ""))).toBe(false);
    expect(answers.map(({ text }) => text)).toEqual(["B", "B"]);
  });

  it("takes the factor that does best on dev where several are to be tried", async () => {
    const worth = (_: string, prompt: string, recipe?: MergeSpec) => {
      const factor = recipe?.kind === "dare_ties" ? (recipe.parents[0]?.weight ?? 0) : 0;
      return isDev(prompt) ? dReads(factor === 0.3 ? 1 : 0.5, prompt) : `factor ${factor}`;
    };
    const { learned, answers } = await conduct(dareTies, poolOf(2), worth, { weights: [0.1, 0.3, 0.6] });
    expect(learned).toMatchObject({ weight: 0.3, score: 1 });
    expect(answers[0]).toMatchObject({ text: "factor 0.3", trace: { decision: { weight: 0.3 } } });
  });

  it("says what to do where the members have no base in common", async () => {
    const pool = poolOf(2).map((member, place) => ({ ...member, base: `m-${place}` }));
    const tried = conduct(dareTies, pool, () => "A");
    await expect(tried).rejects.toThrow(AppError);
    await expect(tried).rejects.toThrow("Name one as base");
    const { operations } = await conduct(dareTies, pool, () => "A", { base: "m-0123456789ab" });
    expect([...operations.merges.values()]).toMatchObject([{ base: "m-0123456789ab" }]);
  });

  it("draws what it drops from the seed of the system, and nothing where it drops nothing", async () => {
    const { operations } = await conduct(dareTies, poolOf(2), () => "A", { density: 0.5 });
    const [recipe] = operations.merges.values();
    expect(recipe?.kind === "dare_ties" ? recipe.seed : 0).toBeGreaterThan(0);
  });
});

describe("greedy soup", () => {
  it("keeps whoever does not make the average worse, best first, and asks no merge of one", async () => {
    const pool = poolOf(4);
    const worth = [0.5, 1, 0.75, 0.25];
    const script = (model: string, prompt: string, recipe?: MergeSpec) => {
      if (!isDev(prompt)) return recipe ? "merged" : "alone";
      const shares = recipe ? sumIn(pool, recipe).map((share) => Math.sign(share)) : pool.map(({ label }) => Number(label === model));
      // With the third member it stays as good; with the first or the last it does not.
      return dReads(
        shares[0] || (shares[3] && recipe) ? 0.5 : Math.max(...shares.map((share, place) => share * (worth[place] ?? 0))),
        prompt,
      );
    };
    const { learned, answers, operations } = await conduct(greedySoup, pool, script);
    expect(learned.soup).toEqual([pool[1]?.label, pool[2]?.label]);
    expect(learned.score).toBe(1);
    expect(learned.rejected.map(({ label }) => label)).toEqual([pool[0]?.label, pool[3]?.label]);
    expect(answers[0]?.text).toBe("merged");
    expect(operations.merges.size).toBe(3);
  });

  it("is the best member alone where all others make it worse", async () => {
    const pool = poolOf(3);
    const script = (_: string, prompt: string, recipe?: MergeSpec) =>
      isDev(prompt) ? dReads(recipe ? 0 : 1, prompt) : String(Boolean(recipe));
    const { learned, answers } = await conduct(greedySoup, pool, script);
    expect(learned.soup).toHaveLength(1);
    expect(answers[0]).toMatchObject({ text: "false", trace: { decision: { chosen: learned.soup[0] } } });
  });
});

describe("weight extrapolation", () => {
  it.each([
    [2, 1],
    [4, 2],
    [7, 3],
    [8, 4],
    [10, 4],
  ])("of %i members steps beyond the average of the best %i, away from that of the worst", async (size, count) => {
    const pool = poolOf(size);
    const rank = (model: string) => 1 - pool.findIndex(({ label }) => label === model) / size;
    const { operations, answers } = await conduct(weightExtrapolation, pool, (model, prompt, recipe) =>
      isDev(prompt) ? dReads(recipe ? 0 : rank(model), prompt) : "beyond",
    );
    const [recipe] = operations.merges.values();
    const shares = sumIn(pool, recipe);
    expect(sumOf(shares)).toBeCloseTo(1, 12);
    expect(shares.filter((share) => share > 0)).toHaveLength(count);
    for (const share of shares.filter((one) => one > 0)) expect(share).toBeCloseTo(1.3 / count, 12);
    for (const share of shares.filter((one) => one < 0)) expect(share).toBeCloseTo(-0.3 / count, 12);
    expect(answers[0]?.text).toBe("beyond");
  });
});

describe("model swarms", () => {
  it("finds a place between members that is better than any of them, and answers from there", async () => {
    const pool = poolOf(3);
    // Best where the second and the third member have equal parts; a member alone knows one question in four.
    const worth = (shares: readonly number[]) => Math.max(0, 1 - Math.abs((shares[1] ?? 0) - 0.5) - Math.abs((shares[2] ?? 0) - 0.5));
    const script = (model: string, prompt: string, recipe?: MergeSpec) => {
      const shares = recipe ? sumIn(pool, recipe) : pool.map(({ label }) => Number(label === model));
      return isDev(prompt) ? dReads(worth(shares), prompt) : shares.map((share) => share.toFixed(2)).join();
    };
    const { learned, answers, operations } = await conduct(modelSwarms, pool, script);
    expect(learned.score).toBeGreaterThanOrEqual(0.5);
    expect(sumOf(learned.parts.map(({ part }) => part))).toBeCloseTo(1, 9);
    for (const recipe of operations.merges.values()) expect(sumOf(sumIn(pool, recipe))).toBeCloseTo(1, 9);
    expect(answers[0]?.trace.steps[0]).toMatchObject({ stage: "answer of the merged model" });
  });

  it("measures the members themselves first, so that nothing is merged that is a member", async () => {
    const pool = poolOf(3);
    const { operations, learned } = await conduct(modelSwarms, pool, (model, prompt, recipe) =>
      isDev(prompt) ? dReads(!recipe && model === pool[2]?.label ? 1 : 0.25, prompt) : model,
    );
    expect(learned.parts.find(({ label }) => label === pool[2]?.label)?.part).toBe(1);
    expect(learned.score).toBe(1);
    expect(operations.requests.filter(({ model }) => model === pool[2]?.label).length).toBeGreaterThan(0);
  });
});

describe("what was learned for weights", () => {
  it("does not serve another pool", async () => {
    const script = (_: string, prompt: string) => dReads(1, prompt);
    for (const method of [greedySoup, modelSwarms]) {
      const { learned, operations } = await conduct(method as typeof greedySoup, poolOf(3), script);
      const settings = method.parameters.parse({});
      await expect(method.answer(poolOf(2), learned as never, [], settings as never, operations)).rejects.toThrow("another pool");
    }
  });
});
