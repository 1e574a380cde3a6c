import { describe, expect, it } from "vitest";
import { sealed } from "@/lib/tasks/testing/questions";
import { graphRouting } from "./api/graph-routing";
import { promptRouting } from "./api/prompt-routing";
import { switchGeneration } from "./api/switch-generation";
import { trainedRouter } from "./api/trained-router";
import { bestSingle } from "./baselines/best-single";
import { majorityVote } from "./baselines/majority-vote";
import type { Method } from "./method";
import { askUntilTwoAgree } from "./own/ask-until-two-agree";
import { nearestNeighbours } from "./own/nearest-neighbours";
import { methods } from "./registry";
import { conduct, dev, isBase, isRouting, skilled, test } from "./testing/conduct";
import { poolOf } from "./testing/pool";
import { scriptedOperations } from "./testing/scripted-operations";
import { aggLm } from "./text/agglm";
import { heterogeneousSwarms } from "./text/heterogeneous-swarms";
import { llmBlender } from "./text/llm-blender";
import { multiAgentFinetuning } from "./text/multi-agent-finetuning";
import { multiAgentRefine } from "./text/multi-agent-refine";
import { spartaAlignment } from "./text/sparta-alignment";

const learning = methods.filter((method) => method.learns !== null);

describe("every method", () => {
  it.each(methods.map((method) => [method.id, method] as const))(
    "%s answers each question once, for every size of pool",
    async (_, method) => {
      for (let size = Math.max(2, method.needs.minMembers); size <= 8; size += 1) {
        const { answers } = await conduct(method, poolOf(size), (_model, prompt) => (isRouting(prompt) ? "1" : "B"));
        expect(answers.map(({ text }) => text)).toEqual(["B", "B"]);
      }
    },
  );
  it.each(methods.map((method) => [method.id, method] as const))(
    "%s has defaults for all of its parameters, those of Appendix B",
    (_, method) => {
      expect(method.parameters.parse({})).toMatchObject({ decoding: { temperature: 0.7, topP: 0.9, topK: 0, maxTokens: 512, stop: [] } });
    },
  );
  it.each(methods.map((method) => [method.id, method] as const))("%s refuses parameters it does not know", (_, method) => {
    expect(method.parameters.safeParse({ temprature: 1 }).success).toBe(false);
    expect(method.parameters.safeParse({ decoding: { temperature: 9 } }).success).toBe(false);
  });
  it.each(learning.map((method) => [method.id, method] as const))(
    "%s says what to do when there is nothing to learn from",
    async (_, method) => {
      const operations = scriptedOperations(() => "A");
      await expect(method.prepare(poolOf(2), [], method.parameters.parse({}), operations)).rejects.toThrow("choose tasks with a dev split");
      await expect(method.prepare([], dev, method.parameters.parse({}), operations)).rejects.toThrow("choose at least one model");
    },
  );
  it.each(learning.map((method) => [method.id, method] as const))("%s refuses what was learned for another pool", async (_, method) => {
    const operations = scriptedOperations(() => "A");
    const parameters = method.parameters.parse({});
    const learned = await method.prepare(poolOf(3), dev, parameters, operations);
    await expect(method.answer(poolOf(2), learned, test.map(sealed), parameters, operations)).rejects.toThrow("another pool");
  });
  it("asks members the plain question in one and the same request, so that the memo shares it", async () => {
    const operations = scriptedOperations((_model, prompt) => (isRouting(prompt) ? "1" : "B"));
    for (const method of methods) {
      for (const pool of [poolOf(4), poolOf(4).reverse(), poolOf(2)]) {
        const parameters = method.parameters.parse({});
        const learned = await method.prepare(pool, dev, parameters, operations);
        await method.answer(pool, learned, test.map(sealed), parameters, operations);
      }
    }
    // A patch is a request of its own: it is shorter than an answer. So is another draw.
    const whole = operations.requests.filter(({ sampling, sample }) => sampling.maxTokens === 512 && sample === 0);
    const base = whole.filter(({ model, messages }) => isBase(messages[0]?.content ?? "") && !model.startsWith("d-"));
    expect(new Set(base.map((request) => JSON.stringify(request))).size).toBe(4 * (dev.length + test.length));
  });
  it.each(learning.map((method) => [method.id, method] as const))(
    "%s gives back the ranking that it learned, if any",
    async (_, method) => {
      const pool = poolOf(Math.max(3, method.needs.minMembers));
      const { learned } = await conduct(method, pool, skilled(pool, [1, 3, 2]));
      expect(method.ranking?.(learned)[0] ?? { label: pool[1]?.label }).toMatchObject({ label: pool[1]?.label });
    },
  );
  it("sends one request for greedy answers, whatever top-p is set beside them", async () => {
    const greedy = { decoding: { temperature: 0, maxTokens: 48 } };
    const { operations } = await conduct(bestSingle, poolOf(2), () => "A", greedy);
    expect(operations.requests[0]?.sampling).toEqual({ temperature: 0, topP: 1, topK: 0, maxTokens: 48, stop: [] });
  });
});

describe("a decision", () => {
  it.each<[Method, string[]]>([
    [bestSingle as Method, ["Rule", "Answer taken from"]],
    [majorityVote as Method, ["Rule", "Votes", "Read as", "Answer taken from"]],
    [promptRouting as Method, ["Rule", "Answer taken from", "Chosen by"]],
    [multiAgentRefine as Method, ["Rounds of refinement", "Final answer written by"]],
    [trainedRouter as Method, ["Rule", "Answer taken from", "Chosen by", "Choices that could not be read"]],
    [graphRouting as Method, ["Rule", "Answer taken from"]],
    [switchGeneration as Method, ["Rule", "Patches written by", "Chosen by"]],
    [nearestNeighbours as Method, ["Rule", "Answer taken from", "Models asked"]],
    [askUntilTwoAgree as Method, ["Rule", "Read as", "Said so", "Answer taken from", "Models asked"]],
    [heterogeneousSwarms as Method, ["Passed on from", "Final answer written by"]],
    [multiAgentFinetuning as Method, ["Rule", "Votes", "Read as", "Answer taken from", "Rounds of debate"]],
    [aggLm as Method, ["Final answer written by"]],
    [spartaAlignment as Method, ["Rule", "Answered by", "Duels without a judgement", "Judgements that could not be read"]],
    [llmBlender as Method, ["Best candidates", "Final answer written by", "Without anything to learn from"]],
  ])("of $id is told in a reader's words", async (method, titles) => {
    const { answers } = await conduct(method, poolOf(3), (_model, prompt) => (isRouting(prompt) ? "1" : "B"));
    expect(method.describe(answers[0]?.trace ?? { steps: [], decision: {} }).map(({ name }) => name)).toEqual(titles);
  });
});
