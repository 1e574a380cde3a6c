import { describe, expect, it } from "vitest";
import { sealed } from "@/lib/tasks/testing/questions";
import { helpersOf } from "../helpers-of";
import type { Member } from "../method";
import { conduct, dev, isDev, isRouting, skilled, test } from "../testing/conduct";
import { poolOf } from "../testing/pool";
import { scriptedOperations } from "../testing/scripted-operations";
import { promptRouting } from "./prompt-routing";

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
      rule: expect.stringContaining("best on practice questions"),
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
    const between = [pool[0]?.label, pool[1]?.label];
    expect(answers[0]?.trace.steps[0]?.choice).toEqual({ between, chosen: pool[1]?.label, named: false });
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
    const choice = { between: pool.map(({ label }) => label), chosen: pool[2]?.label, named: true };
    expect(answers[0]?.trace.steps.map((each) => each.choice)).toEqual([choice, undefined]);
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
