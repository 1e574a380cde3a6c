import { describe, expect, it } from "vitest";
import type { Member } from "../method";
import { conduct, isDev } from "../testing/conduct";
import { poolOf } from "../testing/pool";
import { trainedRouter } from "./trained-router";

/** Whoever was trained answers with this number; the second member by label alone is right on dev. */
const script = (pool: readonly Member[], route: string) => (model: string, prompt: string) => {
  if (model.startsWith("d-")) return route;
  const second = pool.map(({ label }) => label).toSorted()[1];
  if (isDev(prompt)) return model === second ? "A" : "D";
  return `B by ${model}`;
};

describe("trained router", () => {
  it("learns the number of the member that does best on each question, and asks whom it names", async () => {
    const pool = poolOf(3);
    const { operations, answers, learned } = await conduct(trainedRouter, pool, script(pool, "3"));
    const [training] = operations.trainings.values();
    expect(training).toMatchObject({ model: "m-base", epochs: 5, learningRate: 1e-5, batchSize: 32, adapter: { rank: 64, alpha: 16 } });
    const examples = training?.objective.kind === "sft" ? training.objective.examples : [];
    expect(examples.map(({ answer }) => answer)).toEqual(["2", "2", "2", "2"]);
    expect(examples[0]?.prompt[0]?.content).toContain("choose the best model (1-3)");
    expect(answers[0]?.text).toBe(`B by ${learned.members[2]}`);
    expect(answers[0]?.trace.steps[0]).toMatchObject({ stage: "routing", model: learned.router, choice: { named: true } });
  });

  it("asks the member that is best on dev where the router names nobody", async () => {
    const pool = poolOf(3);
    const { answers, learned } = await conduct(trainedRouter, pool, script(pool, "the best one"));
    expect(learned.best).toBe(learned.members[1]);
    expect(answers[0]).toMatchObject({ text: `B by ${learned.best}`, trace: { decision: { fallbacks: 1 } } });
  });

  it("trains equal routers for equal pools in another order, and shows no description where none is wanted", async () => {
    const pool = poolOf(4);
    const [one, other] = await Promise.all([
      conduct(trainedRouter, pool, script(pool, "1"), { descriptions: false }),
      conduct(trainedRouter, pool.toReversed(), script(pool, "1"), { descriptions: false }),
    ]);
    expect(other.learned).toEqual(one.learned);
    const prompts = one.operations.requests
      .filter(({ model }) => model === one.learned.router)
      .map(({ messages }) => messages[0]?.content ?? "");
    expect(prompts[0]).toMatch(/^Which of the models 1 to 4 answers/);
    expect(prompts.some((prompt) => prompt.includes("Knows field"))).toBe(false);
  });

  it("says that a router answers with a number, and its members with text", async () => {
    const pool = poolOf(4);
    for (const descriptions of [true, false]) {
      const { operations } = await conduct(trainedRouter, pool, script(pool, "1"), { descriptions });
      const shapes = operations.asked.map((request) => JSON.stringify(trainedRouter.rehearse?.(request)));
      expect([...new Set(shapes)].toSorted()).toEqual(['{"kind":"number","upTo":4}', '{"kind":"text"}']);
    }
  });
});
