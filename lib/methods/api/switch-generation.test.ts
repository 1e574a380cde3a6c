import { describe, expect, it } from "vitest";
import { choiceQuestion } from "@/lib/tasks/testing/questions";
import type { Member } from "../method";
import { conduct, dev, isBase, isDev } from "../testing/conduct";
import { poolOf } from "../testing/pool";
import { type Script, scriptedOperations } from "../testing/scripted-operations";
import { labelTraces } from "./label-traces";
import { begun, withPatch } from "./patches";
import { switchGeneration } from "./switch-generation";

const small = { patchTokens: 2, traces: 8, rollouts: 6, decoding: { maxTokens: 8 } };
const isSwitching = (prompt: string) => prompt.startsWith("Several models write one answer together");
const more = (text: string) => ({ text, finishReason: "length" as const });

/** Members begin with a thought, the switcher names this number, and whoever has this name ends with the right option or a wrong one. */
const script =
  (pool: readonly Member[], number: string, right = "model-1"): Script =>
  (model, prompt, _recipe, prefix) => {
    if (isSwitching(prompt)) return number;
    const name = pool.find(({ label }) => label === model)?.name;
    if (prefix === undefined) return more("The answer");
    if (prefix === "The answer") return more(" is");
    return name === right ? " A" : " D";
  };
const examplesOf = ({ operations }: { operations: ReturnType<typeof scriptedOperations> }) => {
  const [training] = operations.trainings.values();
  return training?.objective.kind === "sft" ? training.objective.examples : [];
};

describe("switch generation", () => {
  it("writes one answer in patches with nothing between them, until a model ends it", async () => {
    const pool = poolOf(3);
    const { answers, operations, learned } = await conduct(switchGeneration, pool, script(pool, "2"), small);
    const second = learned.members[1];
    const [answer] = answers;
    expect(answer?.text).toBe("The answer is A");
    expect(answer?.trace.decision).toMatchObject({
      writers: [second, second, second],
      fallbacks: 0,
      rule: "written until a model ended it",
    });
    expect(answer?.trace.steps.map(({ stage }) => stage)).toEqual(
      [1, 2, 3].flatMap((patch) => [`choice of patch ${patch}`, `patch ${patch}`]),
    );
    const patches = operations.requests.filter(({ messages }) => messages[0]?.content.startsWith("Question t1"));
    expect(patches.map(({ assistantPrefix }) => assistantPrefix)).toEqual([undefined, "The answer", "The answer is"]);
    expect(patches.every(({ model, sampling }) => model === second && sampling.maxTokens === 2)).toBe(true);
  });

  it("stops where no further whole patch fits, and lets other answers go on meanwhile", async () => {
    const pool = poolOf(2);
    const endless: Script = (_model, prompt, _recipe, prefix = "") => {
      if (isSwitching(prompt)) return "1";
      return prompt.includes("Question t1") ? more(`${prefix.length}`) : "A";
    };
    const { answers, operations } = await conduct(switchGeneration, pool, endless, { ...small, decoding: { maxTokens: 7 } });
    expect(answers.map(({ text }) => text)).toEqual(["012", "A"]);
    expect(answers[0]?.trace.decision.rule).toBe("written until no further patch fitted");
    expect(operations.requests.filter(({ messages }) => messages[0]?.content.startsWith("Question t2"))).toHaveLength(1);
    const long = await conduct(switchGeneration, pool, endless, { ...small, patchTokens: 100 });
    expect(long.answers.map(({ text }) => text)).toEqual(["0", "A"]);
  });

  it("lets the member go on after whose patches answers scored best where the switcher names nobody, and counts it", async () => {
    const pool = poolOf(3);
    const first: Script = (model, prompt) => {
      if (isSwitching(prompt)) return "the next one";
      return pool.find(({ label }) => label === model)?.name === "model-1" ? "A" : "D";
    };
    const { answers, learned } = await conduct(switchGeneration, pool, first, small);
    expect(learned.best).toBe(pool[1]?.label);
    expect(answers[0]).toMatchObject({ text: "A", trace: { decision: { writers: [learned.best], fallbacks: 1 } } });
    expect(answers[0]?.trace.steps[0]?.choice).toEqual({ between: learned.members, chosen: learned.best, named: false });
  });

  it("trains on exactly what it asks: the same words about the same beginnings", async () => {
    const pool = poolOf(2);
    const trained = await conduct(switchGeneration, pool, script(pool, "1"), { ...small, traces: 40, rollouts: 8 });
    const [training] = trained.operations.trainings.values();
    expect(training).toMatchObject({ model: "m-base", texts: trained.learned.members, epochs: 5, learningRate: 1e-5, batchSize: 32 });
    const shape = (text: string) => text.replaceAll(/Question [a-z]\d/g, "Question").replaceAll(/model 2>/g, "model 1>");
    const learned = examplesOf(trained).map(({ prompt }) => shape(prompt[0]?.content ?? ""));
    const used = trained.operations.requests
      .filter(({ model, assistantPrefix }) => model === trained.learned.switcher && assistantPrefix === undefined)
      .map(({ messages }) => shape(messages[0]?.content ?? ""));
    expect(new Set(learned).size).toBe(2);
    for (const prompt of learned) expect(used).toContain(prompt);
    expect(learned.find((prompt) => prompt.includes("<model"))).toContain(
      "The answer so far:\n<model 1>The answer</model 1>\nWhich of the models 1 to 2",
    );
  });

  it("trains equal switchers for equal pools in another order, and asks them equal prompts", async () => {
    const pool = poolOf(4);
    const one = await conduct(switchGeneration, pool, script(pool, "1"), small);
    const other = await conduct(switchGeneration, pool.toReversed(), script(pool, "1"), small);
    expect(other.learned).toEqual(one.learned);
    expect(other.operations.requests).toEqual(one.operations.requests);
  });

  it("says that a switcher answers with a number, and its members with text", async () => {
    const pool = poolOf(4);
    const { operations } = await conduct(switchGeneration, pool, script(pool, "1"), small);
    const shapes = operations.asked.map((request) => JSON.stringify(switchGeneration.rehearse?.(request)));
    expect([...new Set(shapes)].toSorted()).toEqual(['{"kind":"number","upTo":4}', '{"kind":"text"}']);
  });
});

describe("a patch", () => {
  const patching = { sampling: { temperature: 0, topP: 1, topK: 0, maxTokens: 2, stop: ["\n\n"] }, patches: 4 };
  const generation = { key: "k", promptTokens: 1, completionTokens: 1, finishReason: "length" as const };

  it("ends the answer where a stop text begins, even if half of it stands in the patch before", () => {
    const half = withPatch(begun(choiceQuestion("t1", "A")), "m", { ...generation, text: "one\n" }, "patch 1", patching);
    expect(half).toMatchObject({ text: "one\n", ended: false });
    expect(withPatch(half, "m", { ...generation, text: "\ntwo" }, "patch 2", patching)).toMatchObject({ text: "one", ended: true });
  });

  it.each([
    [{ finishReason: "stop" }, true],
    [{ finishReason: "filter" }, true],
    [{ finishReason: "tool" }, true],
    [{ finishReason: "length" }, false],
    [{ finishReason: "unknown", completionTokens: 1 }, true],
    [{ finishReason: "unknown", completionTokens: 2 }, false],
    [{ finishReason: "unknown", completionTokens: null }, false],
    [{ finishReason: "unknown", completionTokens: null, text: " " }, true],
  ] as const)("that came with %j is the last of its answer: %s", (came, isLast) => {
    const draft = withPatch(begun(choiceQuestion("t1", "A")), "m", { ...generation, text: "A", ...came }, "patch 1", patching);
    expect(draft.ended).toBe(isLast);
  });
});

describe("the labels of begun answers", () => {
  const members = ["m-1", "m-2", "m-3"];
  const patching = { sampling: { temperature: 0.7, topP: 0.9, topK: 0, maxTokens: 2, stop: [] }, patches: 1 };
  const label = async (says: Script, settings: { traces: number; rollouts: number }) => {
    const operations = scriptedOperations(says);
    return { operations, ...(await labelTraces(members, dev, { ...settings, patching }, operations)) };
  };

  it("name the member after whose patch answers score best, each member going on equally often", async () => {
    const { operations, traces, best } = await label((model) => (model === "m-2" ? "A" : "D"), { traces: 6, rollouts: 6 });
    expect(traces.map(({ label: named }) => named)).toEqual([1, 1, 1, 1, 1, 1]);
    expect(best).toBe(1);
    const asked = operations.requests.filter(({ messages }) => isBase(messages[0]?.content ?? "") && isDev(messages[0]?.content ?? ""));
    expect(members.map((member) => asked.filter(({ model }) => model === member).length)).toEqual([12, 12, 12]);
    expect(new Set(asked.map((request) => JSON.stringify(request))).size).toBe(36);
  });

  it("go by the task where all do as well, and never name a member that did not go on", async () => {
    // On the first question all are right; on the others of the task the last alone.
    const says: Script = (model, prompt) => (prompt.includes("Question d1") || model === "m-3" ? "A" : "D");
    const { traces } = await label(says, { traces: 4, rollouts: 3 });
    expect(new Set(traces.map(({ label: named }) => named))).toEqual(new Set([2]));
    const alone = await label(() => "D", { traces: 4, rollouts: 1 });
    for (const [place, { label: named }] of alone.traces.entries()) {
      expect(members[named]).toBe(alone.operations.requests[place]?.model);
    }
  });
});
