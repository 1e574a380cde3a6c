import { describe, expect, it } from "vitest";
import { choiceQuestion } from "@/lib/tasks/testing/questions";
import type { Member } from "../method";
import { conduct, dev, isBase, isDev, skilled, test } from "../testing/conduct";
import { poolOf } from "../testing/pool";
import { multiAgentRefine } from "./multi-agent-refine";

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
