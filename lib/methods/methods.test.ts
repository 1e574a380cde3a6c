import { describe, expect, it } from "vitest";
import type { PreparedQuestion } from "@/lib/tasks/schema";
import { choiceQuestion, sealed } from "@/lib/tasks/testing/questions";
import { promptRouting } from "./api/prompt-routing";
import { bestSingle } from "./baselines/best-single";
import { majorityVote } from "./baselines/majority-vote";
import { helpersOf } from "./helpers-of";
import type { Member, Method } from "./method";
import { methods } from "./registry";
import { poolOf } from "./testing/pool";
import { scriptedOperations } from "./testing/scripted-operations";
import { multiAgentRefine } from "./text/multi-agent-refine";

const dev = [choiceQuestion("d1", "A"), choiceQuestion("d2", "A"), choiceQuestion("d3", "A"), choiceQuestion("d4", "A")];
const test = [choiceQuestion("t1", "B"), choiceQuestion("t2", "C")];
const isDev = (prompt: string) => prompt.includes("Question d");
const isBase = (prompt: string) => prompt.startsWith("Question ");
const isRouting = (prompt: string) => prompt.includes("Respond with the model number only.");

/** How many dev questions a member answers rightly, by its place in the pool. */
const skilled = (pool: readonly Member[], skills: number[]) => (model: string, prompt: string) => {
  const skill = skills[pool.findIndex(({ label }) => label === model)] ?? 0;
  return Number(/Question d(\d)/.exec(prompt)?.[1]) <= skill ? "A" : "D";
};

/** Learns on dev, then answers sealed questions, as a run does. */
async function conduct<P, L>(
  method: Method<P, L>,
  pool: readonly Member[],
  script: (model: string, prompt: string) => string,
  settings: unknown = {},
  questions: readonly PreparedQuestion[] = test,
) {
  const operations = scriptedOperations(script);
  const parameters = method.parameters.parse(settings);
  const stored: unknown = JSON.parse(JSON.stringify(await method.prepare(pool, dev, parameters, operations)));
  const learned = method.learned.parse(stored);
  const answers = await method.answer(pool, learned, questions.map(sealed), parameters, operations);
  return { operations, learned, answers };
}

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
    const base = operations.requests.filter(({ messages }) => isBase(messages[0]?.content ?? ""));
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
  ])("of $id is told in a reader's words", async (method, titles) => {
    const { answers } = await conduct(method, poolOf(3), (_model, prompt) => (isRouting(prompt) ? "1" : "B"));
    expect(method.describe(answers[0]?.trace ?? { steps: [], decision: {} }).map(({ name }) => name)).toEqual(titles);
  });
});

describe("best single", () => {
  it("lets the member that is best on dev answer, and keeps every member's dev score with n", async () => {
    const pool = poolOf(3);
    const { learned, answers } = await conduct(bestSingle, pool, skilled(pool, [1, 3, 2]));
    expect(learned.ranking).toEqual([
      { label: pool[1]?.label, score: 0.75, n: 4 },
      { label: pool[2]?.label, score: 0.5, n: 4 },
      { label: pool[0]?.label, score: 0.25, n: 4 },
    ]);
    expect(answers[0]?.trace.decision).toMatchObject({ chosen: pool[1]?.label });
  });
  it("takes the first of the pool on ties", async () => {
    const pool = poolOf(3);
    const { answers } = await conduct(bestSingle, pool, skilled(pool, [1, 2, 2]));
    expect(answers[0]?.trace.decision).toMatchObject({ chosen: pool[1]?.label });
  });
  it("counts every dev task the same, whatever its number of questions", async () => {
    const pool = poolOf(2);
    const uneven = [
      choiceQuestion("d1", "A", "big"),
      choiceQuestion("d2", "A", "big"),
      choiceQuestion("d3", "A", "big"),
      choiceQuestion("x", "B", "small"),
    ];
    const knowsBig = (model: string) => model === pool[0]?.label;
    const operations = scriptedOperations((model, prompt) => {
      if (isDev(prompt) !== knowsBig(model)) return "C";
      return isDev(prompt) ? "A" : "B";
    });
    const { ranking } = await bestSingle.prepare(pool, uneven, bestSingle.parameters.parse({}), operations);
    expect(ranking).toEqual([
      { label: pool[0]?.label, score: 0.5, n: 4 },
      { label: pool[1]?.label, score: 0.5, n: 4 },
    ]);
  });
  it("asks nobody else at test", async () => {
    const pool = poolOf(4);
    const { operations } = await conduct(bestSingle, pool, skilled(pool, [0, 0, 4, 0]));
    expect(operations.requests.length).toBe(4 * dev.length + test.length);
  });
});

describe("majority vote", () => {
  const voting = (pool: readonly Member[], skills: number[], votes: string[]) => (model: string, prompt: string) =>
    isDev(prompt) ? skilled(pool, skills)(model, prompt) : (votes[pool.findIndex(({ label }) => label === model)] ?? "");
  it("elects what most members mean, however they write it", async () => {
    const pool = poolOf(4);
    const { answers } = await conduct(majorityVote, pool, voting(pool, [4, 1, 2, 3], ["C", "Answer: B", "(b)", "**B**"]));
    expect(answers[0]).toMatchObject({ text: "**B**", trace: { decision: { rule: "most votes", reading: "B", chosen: pool[3]?.label } } });
  });
  it("breaks a tie in favour of the member that is best on dev among the tied, and says so", async () => {
    const pool = poolOf(4);
    const { answers } = await conduct(majorityVote, pool, voting(pool, [1, 2, 4, 3], ["B", "B", "C", "C"]));
    expect(answers[0]).toMatchObject({
      text: "C",
      trace: { decision: { rule: "tie, best on dev among the tied", chosen: pool[2]?.label } },
    });
  });
  it("does not let the best member break a tie that it has no part in", async () => {
    const pool = poolOf(5);
    const { answers } = await conduct(majorityVote, pool, voting(pool, [4, 1, 2, 1, 3], ["A", "B", "B", "C", "C"]));
    expect(answers[0]).toMatchObject({ text: "C", trace: { decision: { chosen: pool[4]?.label } } });
  });
  it("gives unreadable answers no vote, not even together", async () => {
    const pool = poolOf(4);
    const { answers } = await conduct(majorityVote, pool, voting(pool, [4, 3, 2, 1], ["Who knows", "Who knows", "Who knows", "B"]));
    expect(answers[0]).toMatchObject({
      text: "B",
      trace: { decision: { reading: "B", unreadable: pool.slice(0, 3).map(({ label }) => label) } },
    });
  });
  it("falls back to the best member when nobody can be read, and says so", async () => {
    const pool = poolOf(3);
    const { answers } = await conduct(majorityVote, pool, voting(pool, [1, 4, 2], ["Hm", "Well", "So"]));
    expect(answers[0]).toMatchObject({ text: "Well", trace: { decision: { rule: "nobody readable, best on dev", reading: null } } });
  });
  it("shows who said what", async () => {
    const pool = poolOf(2);
    const { answers } = await conduct(majorityVote, pool, voting(pool, [4, 3], ["B", "C"]));
    expect(answers[0]?.trace.steps.map(({ model, text }) => [model, text])).toEqual([
      [pool[0]?.label, "B"],
      [pool[1]?.label, "C"],
    ]);
  });
});

describe("prompt routing", () => {
  const routing = (pool: readonly Member[], route: (prompt: string, model: string) => string) => (model: string, prompt: string) => {
    if (isRouting(prompt)) return route(prompt, model);
    return isDev(prompt) ? skilled(pool, [1, 4, 2, 3])(model, prompt) : `B says ${model}`;
  };
  const chosen = (answers: { trace: { decision: Record<string, unknown> } }[]) => answers.map(({ trace }) => trace.decision.chosen);

  it("asks the best member with every description, and lets the named member answer", async () => {
    const pool = poolOf(4);
    const { answers, operations } = await conduct(
      promptRouting,
      pool,
      routing(pool, (prompt) => (prompt.includes("Question t1") ? "3" : "Model 4.")),
    );
    expect(chosen(answers)).toEqual([pool[2]?.label, pool[3]?.label]);
    const request = operations.requests.find(({ messages }) => isRouting(messages[0]?.content ?? ""));
    expect(request).toMatchObject({ model: pool[1]?.label, sampling: { maxTokens: 16 } });
    expect(request?.messages[0]?.content).toBe(
      "You are an AI assistant that routes user questions to the most suitable AI model based on their descriptions.\n" +
        `User question: ${test[0]?.prompt}\nModel descriptions:\n- 1: Knows field 0.\n- 2: Knows field 1.\n- 3: Knows field 2.\n- 4: Knows field 3.\n` +
        "Based on the above descriptions, which model is best suited to answer the user's question? Respond with the model number only.",
    );
  });
  it("falls back to the best member when the router names nobody, and says so", async () => {
    const pool = poolOf(4);
    const { answers } = await conduct(
      promptRouting,
      pool,
      routing(pool, () => "the fifth, 5"),
    );
    expect(answers[0]?.trace.decision).toMatchObject({
      chosen: pool[1]?.label,
      fallbacks: 1,
      rule: expect.stringContaining("best on dev"),
    });
  });
  it("knocks out in pairs from left to right, and the winner stays", async () => {
    const pool = poolOf(4);
    const wins = (prompt: string) => (prompt.includes("- 2: Knows field 2.") ? "2" : "1");
    const { answers, operations } = await conduct(promptRouting, pool, routing(pool, wins), { mode: "tournament" });
    expect(chosen(answers)).toEqual([pool[2]?.label, pool[2]?.label]);
    const pairs = operations.requests.flatMap(({ messages }) => {
      const numbers = [...(messages[0]?.content ?? "").matchAll(/- \d: Knows field (\d)\./g)].map(([, field]) => field);
      return messages[0]?.content.includes("Question t1") && numbers.length > 0 ? [numbers.join("-")] : [];
    });
    expect(pairs).toEqual(["0-1", "0-2", "2-3"]);
    expect(operations.stages).toContain("routing, match 3 of 3");
  });
  it("lets the better of a pair on dev stay when a match cannot be read", async () => {
    const pool = poolOf(4);
    const { answers } = await conduct(
      promptRouting,
      pool,
      routing(pool, () => "neither"),
      { mode: "tournament" },
    );
    expect(answers[0]?.trace.decision).toMatchObject({ chosen: pool[1]?.label, fallbacks: 3 });
  });
  it("shares the matches of a smaller pool with a larger one that continues it", async () => {
    const operations = scriptedOperations(routing(poolOf(8), () => "1"));
    const parameters = promptRouting.parameters.parse({ mode: "tournament", router: "m-000000000000" });
    const sizes = [4, 8].map(async (size) => {
      const learned = await promptRouting.prepare(poolOf(size), dev, parameters, operations);
      await promptRouting.answer(poolOf(size), learned, test.map(sealed), parameters, operations);
    });
    await Promise.all(sizes);
    const matches = operations.requests.filter(({ messages }) => isRouting(messages[0]?.content ?? ""));
    expect(matches.length).toBe((3 + 7) * test.length);
    expect(new Set(matches.map((request) => JSON.stringify(request))).size).toBe(7 * test.length);
  });
  it("uses a router of its own where one is named, and says which model it needs beyond the pool", async () => {
    const pool = poolOf(3);
    const router = "m-0123456789ab";
    const settings = { router };
    expect(helpersOf(promptRouting, promptRouting.parameters.parse(settings))).toMatchObject([{ role: "router", label: router }]);
    expect(helpersOf(promptRouting, promptRouting.parameters.parse({}))).toEqual([]);
    const { answers } = await conduct(
      promptRouting,
      pool,
      routing(pool, (_, model) => (model === router ? "3" : "1")),
      settings,
    );
    expect(chosen(answers)).toEqual([pool[2]?.label, pool[2]?.label]);
    expect(answers[0]?.trace.steps.map(({ model }) => model)).toEqual([router, pool[2]?.label]);
  });
  it("says that its router answers with the number of a model, and its members with text", async () => {
    const pool = poolOf(4);
    const shapesIn = async (mode: string) => {
      const { operations } = await conduct(
        promptRouting,
        pool,
        routing(pool, () => "1"),
        { mode },
      );
      const shapes = operations.asked.map((request) => JSON.stringify(promptRouting.rehearse?.(request)));
      return [...new Set(shapes)].toSorted();
    };
    expect(await shapesIn("one-prompt")).toEqual(['{"kind":"number","upTo":4}', '{"kind":"text"}']);
    expect(await shapesIn("tournament")).toEqual(['{"kind":"number","upTo":2}', '{"kind":"text"}']);
  });
  it("refuses a router that is no label", () => {
    expect(promptRouting.parameters.safeParse({ router: "zoo-router" }).success).toBe(false);
  });
  it("asks no router about a pool of one", async () => {
    for (const mode of ["one-prompt", "tournament"]) {
      const { operations, answers } = await conduct(promptRouting, poolOf(1), () => "B", { mode });
      expect(answers.map(({ text }) => text)).toEqual(["B", "B"]);
      expect(operations.requests.some(({ messages }) => isRouting(messages[0]?.content ?? ""))).toBe(false);
    }
  });
});

describe("multi-agent refine", () => {
  const talking = (pool: readonly Member[]) => (model: string, prompt: string) => {
    const name = pool.find(({ label }) => label === model)?.name;
    if (prompt.includes("Please provide one final answer")) return `${name} sums up`;
    if (prompt.includes("Please provide a refined answer"))
      return `${name} refines <${prompt.split("Your previous answer: ")[1]?.split("\n")[0]}>`;
    return isDev(prompt) ? skilled(pool, [1, 4, 2])(model, prompt) : `${name} answers`;
  };
  it("refines twice by default, and the member that is best on dev writes the final answer", async () => {
    const pool = poolOf(3);
    const { answers, operations } = await conduct(multiAgentRefine, pool, talking(pool), {}, [test[0] ?? choiceQuestion("t1", "B")]);
    expect(answers[0]).toMatchObject({
      text: "model-1 sums up",
      trace: { decision: { summariser: pool[1]?.label, rounds: 2, shortened: 0 } },
    });
    expect(answers[0]?.trace.steps.map(({ stage }) => stage)).toEqual([
      ...Array(3).fill("first answer"),
      ...Array(3).fill("refinement 1"),
      ...Array(3).fill("refinement 2"),
      "summary",
    ]);
    expect(operations.requests.length).toBe(3 * dev.length + 3 + 2 * 3 + 1);
  });
  it("shows each member its own latest answer and those of all others, by label", async () => {
    const pool = poolOf(3);
    const { operations } = await conduct(multiAgentRefine, pool, talking(pool), { rounds: 1 });
    const own = operations.requests.find(
      ({ model, messages }) => model === pool[0]?.label && messages[0]?.content.includes("Please provide a refined answer"),
    );
    expect(own?.messages[0]?.content).toBe(
      "You are part of a team of AI assistants collaborating to answer the user's question. Each assistant provides their own answer: " +
        "use their answers to refine and improve your own answer.\n" +
        `Question: ${test[0]?.prompt}\nYour previous answer: model-0 answers\nOther assistants' answers:\n- model-2 answers\n- model-1 answers\n` +
        "Please provide a refined answer to the question.",
    );
  });
  it("sends equal prompts for equal pools in another order", async () => {
    const pool = poolOf(4);
    const one = await conduct(multiAgentRefine, pool, talking(pool));
    const other = await conduct(multiAgentRefine, pool.toReversed(), talking(pool));
    expect(other.operations.generated).toEqual(one.operations.generated);
    expect(other.answers).toEqual(one.answers);
  });
  it("summarises the first answers when there are no refinements", async () => {
    const pool = poolOf(2);
    const { operations } = await conduct(multiAgentRefine, pool, talking(pool), { rounds: 0 });
    expect(operations.requests.at(-1)?.messages[0]?.content).toContain(
      "Assistants' answers:\n- model-1 answers\n- model-0 answers\nPlease",
    );
  });
  it("quotes what was said, not what was thought, and says when it had to shorten", async () => {
    const pool = poolOf(2);
    const script = (_model: string, prompt: string) => (isBase(prompt) ? `<think>secret</think>${"long ".repeat(60)}` : "B");
    const { operations, answers } = await conduct(multiAgentRefine, pool, script, { rounds: 1, quoteBudget: 200 });
    const prompts = operations.requests.map(({ messages }) => messages[0]?.content ?? "");
    expect(prompts.some((prompt) => prompt.includes("secret"))).toBe(false);
    expect(prompts.filter((prompt) => prompt.includes("[…]")).length).toBe(2 * test.length);
    expect(answers[0]?.trace.decision.shortened).toBe(4);
  });
});
