import { describe, expect, it } from "vitest";
import { type QuestionContent, questionContent } from "../types/registry";
import { assessAnswer } from "./assess-answer";
import { judgeAnswer } from "./judge-answer";
import type { Sandbox, SandboxOutcome } from "./sandbox";
import { noScorers, type Scorers } from "./scorers";

const content = (taskType: string, fields: object) => questionContent.parse({ id: 1, taskType, ...fields });
const essay = content("reward_model", { input: "Write a line." });
const verified = content("general_verifier", { input: "What is 1/2 + 1/2?", output: "1" });
const open = content("generation_diversity", { input: "Name a colour.", reference: ["red", "blue"] });
const coded = content("coding", { input: 'def double(x):\n    """Twice x."""\n', test: "def check(f):\n    assert f(2) == 4" });
const program = "```python\ndef double(x):\n    return 2 * x\n```";

/** A sandbox that ends as it is told, once it has seen what it would run. */
function sandbox(outcome: Partial<SandboxOutcome> | "passes"): Sandbox & { sources: string[] } {
  const sources: string[] = [];
  return {
    sources,
    run: (source) => {
      sources.push(source);
      const nonce = /write\("([^"]+)"\)/.exec(source)?.[1] ?? "";
      const passes = { ended: "exited" as const, exitCode: 0, output: nonce, errors: "" };
      return Promise.resolve({ ...passes, ...(outcome === "passes" ? {} : outcome) });
    },
  };
}
const withScorers = (scorers: Partial<Scorers>): Scorers => ({ ...noScorers, ...scorers });

describe("an answer whose type needs a scorer", () => {
  it.each([
    [essay, "no reward endpoint"],
    [verified, "no verifier endpoint"],
    [open, "no embedding endpoint"],
    [coded, "no sandbox"],
  ])("is not scored without it, and the reason says what is missing (%#)", async (question, missing) => {
    await expect(assessAnswer(question, "anything", noScorers)).rejects.toThrow(missing);
    expect(() => judgeAnswer(question, "anything")).toThrow(missing);
  });
  it("is not scored by a scorer of another kind", async () => {
    await expect(assessAnswer(essay, "x", withScorers({ embed: () => Promise.resolve([[1]]) }))).rejects.toThrow("no reward endpoint");
  });
});

describe("reward model", () => {
  const scorers = withScorers({ reward: (pairs) => Promise.resolve(pairs.map(({ request, answer }) => request.length - answer.length)) });
  it("gives the logit as the score, for what is said without the thoughts", async () => {
    expect(await assessAnswer(essay, "<think>hm</think>A line.", scorers)).toMatchObject({ score: 6, parsed: "A line.", mocoScore: null });
  });
  it("scores silence too, because leaving it out would reward it", async () => {
    expect(await assessAnswer(essay, "", scorers)).toMatchObject({ score: 13, parsed: null });
  });
  it("is a defect when there is no number", async () => {
    await expect(assessAnswer(essay, "x", withScorers({ reward: () => Promise.resolve([]) }))).rejects.toThrow("no number");
  });
});

describe("general verifier", () => {
  const verdictOf = (decision: boolean | null, seen: string[] = []) =>
    withScorers({
      verify: (prompts) => {
        seen.push(...prompts);
        return Promise.resolve(prompts.map(() => decision));
      },
    });
  it("is shown the question, the gold and the final answer alone, braces and all", async () => {
    const seen: string[] = [];
    await assessAnswer(verified, "Adding gives $\\boxed{\\frac{2}{2}}$.", verdictOf(true, seen));
    expect(seen[0]).toContain("### Question: What is 1/2 + 1/2?\n\n### Ground Truth Answer: 1\n\n### Student Answer: \\frac{2}{2}\n\n");
  });
  it.each([
    [true, 1, "\\frac{2}{2}"],
    [false, 0, "\\frac{2}{2}"],
    [null, 0, null],
  ])("scores by its decision %j", async (decision, score, parsed) => {
    expect(await assessAnswer(verified, "\\boxed{\\frac{2}{2}}", verdictOf(decision))).toMatchObject({ score, parsed });
  });
  it("is not asked about silence", async () => {
    const seen: string[] = [];
    expect(await assessAnswer(verified, "<think>", verdictOf(true, seen))).toMatchObject({ score: 0, parsed: null });
    expect(seen).toEqual([]);
  });
});

describe("generation diversity", () => {
  const place: Record<string, number[]> = { red: [1, 0], blue: [0, 1], crimson: [1, 0], teal: [-1, -1] };
  const scorers = withScorers({ embed: (texts) => Promise.resolve(texts.map((text) => place[text] ?? [])) });
  it("is one minus the mean similarity to the other answers", async () => {
    expect((await assessAnswer(open, "crimson", scorers)).score).toBeCloseTo(0.5);
    expect((await assessAnswer(open, "teal", scorers)).score).toBeCloseTo(1 + Math.SQRT1_2);
  });
  it("gives nothing for silence", async () => {
    expect(await assessAnswer(open, " ", scorers)).toMatchObject({ score: 0, parsed: null });
  });
});

describe("coding", () => {
  it("runs the program with the tests of the task, on the function that was asked for", async () => {
    const box = sandbox("passes");
    const helper = "```python\ndef helper(x):\n    return x\n\ndef double(x):\n    return helper(x) * 2\n```";
    expect((await assessAnswer(coded, helper, withScorers({ sandbox: box }))).score).toBe(1);
    expect(box.sources[0]).toContain("check(double)");
  });
  it.each<[string, Partial<SandboxOutcome>, string]>([
    ["raises", { exitCode: 1, output: "", errors: "Traceback\nAssertionError" }, "AssertionError"],
    ["ends before its tests", { output: "" }, "before its tests"],
    ["uses up its time", { ended: "killed", exitCode: null, output: "" }, "It was stopped"],
  ])("credits no program that %s", async (_, outcome, why) => {
    const verdict = await assessAnswer(coded, program, withScorers({ sandbox: sandbox(outcome) }));
    expect(verdict.score).toBe(0);
    expect(verdict.reason).toContain(why);
  });
  it("runs nothing where the function is not defined", async () => {
    const box = sandbox("passes");
    const verdict = await assessAnswer(coded, "```python\ndef triple(x):\n    return 3 * x\n```", withScorers({ sandbox: box }));
    expect(verdict).toMatchObject({ parsed: null, score: 0 });
    expect(box.sources).toEqual([]);
  });
});

describe("types that are scored by their text", () => {
  it("get MoCo's score beside ours", async () => {
    const question: QuestionContent = content("multiple_choice", { question: "?", choices: { A: "red", B: "blue" }, answer: "B" });
    expect(await assessAnswer(question, "**B**", noScorers)).toMatchObject({ score: 1, mocoScore: 0 });
  });
});
