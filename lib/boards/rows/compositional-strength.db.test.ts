import { expect, it } from "vitest";
import { seedModel } from "@/lib/runs/testing/builders";
import { readBoardContext } from "../board-context";
import { scoresOf, seedChoiceTask, seedScoredRun, seedSystem } from "../testing/world";
import { strengths } from "./compositional-strength";

it("is what a system loses without the model, averaged over methods, beside what the model is worth alone", async () => {
  const task = await seedChoiceTask("words", "knowledge", "test", 20);
  const models = [await seedModel("a"), await seedModel("b"), await seedModel("c")];
  const [a, b, c] = models;
  if (!a || !b || !c) throw new Error("three models were seeded");
  for (const model of models) await seedScoredRun({ of: { model }, scores: [[task, scoresOf(8, 20)]] });
  const run = async (slug: string, method: string, members: (typeof models)[number][], right: number) =>
    seedScoredRun({ of: { system: await seedSystem(slug, method, members) }, scores: [[task, scoresOf(right, 20)]] });
  await run("vote-abc", "majority-vote", [a, b, c], 16);
  await run("vote-ab", "majority-vote", [a, b], 10);
  await run("refine-abc", "multi-agent-refine", [a, b, c], 12);
  await run("refine-ba", "multi-agent-refine", [b, a], 14);
  await run("route-ab", "prompt-routing", [a, b], 1);
  const context = await readBoardContext("test");
  const [scope] = context.scopes;
  const found = scope ? strengths(context, scope) : [];
  // Only c is ever left out: vote loses 6 of 20 without it, refine gains 2 of 20.
  expect(found.map((each) => [each.slug, each.pairs])).toEqual([["c", 2]]);
  expect(found[0]?.individual.value).toBeCloseTo(0.4, 10);
  expect(found[0]?.compositional.value).toBeCloseTo((0.3 - 0.1) / 2, 10);
  expect(found[0]?.compositional.n).toBe(40);
});

it("is less sure of other methods where the methods differ", async () => {
  const task = await seedChoiceTask("digits", "reasoning", "test", 60);
  const [d, e] = [await seedModel("d"), await seedModel("e")];
  await seedScoredRun({ of: { model: d }, scores: [[task, scoresOf(20, 60)]] });
  const losses = { "majority-vote": 30, "prompt-routing": 12, "multi-agent-refine": 0 };
  for (const [method, lost] of Object.entries(losses)) {
    const whole = await seedSystem(`${method}-de`, method, [d, e]);
    const without = await seedSystem(`${method}-e`, method, [e]);
    await seedScoredRun({ of: { system: whole }, scores: [[task, scoresOf(40, 60)]] });
    await seedScoredRun({ of: { system: without }, scores: [[task, scoresOf(40 - lost, 60)]] });
  }
  const context = await readBoardContext("test");
  const scope = context.scopes.find((other) => other.key === "digits");
  const [found] = scope ? strengths(context, scope) : [];
  expect(found?.pairs).toBe(3);
  expect(found?.compositional.value).toBeCloseTo(0.7 / 3, 10);
  const [low, high] = found?.compositional.interval ?? [0, 0];
  // Questions alone leave it within a tenth either way; methods that lose nothing, a fifth and a half leave more open.
  expect(low).toBeLessThan(0.1);
  expect(high).toBeGreaterThan(0.35);
});
