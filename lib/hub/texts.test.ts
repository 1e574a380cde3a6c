import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { cardSummary } from "./card-summary";
import { parametersInWords } from "./labels";
import { hfRepoId, meantRevision, typedHubId } from "./schema";
import { similarity } from "./similarity";
import { weightsHash } from "./weights-hash";

describe("the hash of weights", () => {
  const a = { path: "model-1.safetensors", sha256: "a".repeat(64) };
  const b = { path: "model-2.safetensors", sha256: "b".repeat(64) };
  it("is the SHA-256 of the sorted lines, whatever the order of the list", () => {
    const expected = createHash("sha256").update(`${a.path} ${a.sha256}\n${b.path} ${b.sha256}\n`).digest("hex");
    expect(weightsHash([b, a])).toBe(expected);
    expect(weightsHash([a, b])).toBe(expected);
  });
  it("does not see other files, and changes with the weights", () => {
    expect(weightsHash([a, { path: "README.md", sha256: "c".repeat(64) }])).toBe(weightsHash([a]));
    expect(weightsHash([{ ...a, sha256: "d".repeat(64) }])).not.toBe(weightsHash([a]));
  });
  it("refuses a list without weights, so that empty models are not equal", () => {
    expect(() => weightsHash([{ path: "pytorch_model.bin", sha256: "a".repeat(64) }])).toThrow("no weight file");
  });
});

describe("how alike descriptions are", () => {
  it("is 1 for the same words in other dress, 0 for other words", () => {
    expect(similarity("Answers questions about novels.", "answers QUESTIONS, about novels")).toBe(1);
    expect(similarity("Answers questions about novels.", "Writes Rust code for kernels.")).toBe(0);
  });
  it("is high when a single word changed in a long line, low when the subject changed", () => {
    const line = (size: string) =>
      `A ${size} Qwen2 model that was tuned on many documents at once so that it follows instructions across several texts`;
    expect(similarity(line("7B"), line("1.5B"))).toBeGreaterThan(0.6);
    expect(similarity("A 7B model tuned to call tools", "A 7B model tuned to judge claims")).toBeLessThan(0.6);
  });
  it("says nothing about empty texts", () => {
    expect(similarity("", "")).toBe(0);
  });
});

describe("the summary of a card", () => {
  it("passes over front matter, badges, headings and HTML, and drops marks and targets", () => {
    const card =
      "---\nlicense: mit\n---\n# Title\n\n![badge](http://x/y.png)\n\n<p>html</p>\n\nA **small** model about [tides](http://example.org), tuned on tables.\n";
    expect(cardSummary(card)).toBe("A small model about tides, tuned on tables.");
  });
  it("is null without prose, and is cut with a sign that shows it", () => {
    expect(cardSummary("# Only a title\n\n- a\n- b\n")).toBeNull();
    expect(cardSummary("word ".repeat(300))).toMatch(/…$/);
  });
});

describe("words around the checks", () => {
  it("take the address off a pasted model page", () => {
    expect(typedHubId(" https://huggingface.co/Qwen/Qwen2.5-7B/tree/main ")).toBe("Qwen/Qwen2.5-7B");
    expect(typedHubId("Qwen/Qwen2.5-7B")).toBe("Qwen/Qwen2.5-7B");
  });
  it.each([
    ["https://huggingface.co/a/b/tree/v1.2", "", "v1.2"],
    ["hf.co/a/b/blob/refs%2Fpr%2F1/config.json?x=1", "", "refs/pr/1"],
    ["https://huggingface.co/a/b/commit/0123abc#diff", " ", "0123abc"],
    ["https://huggingface.co/a/b/tree/v1", "v1", "v1"],
    ["https://huggingface.co/a/b/tree/v1", "v2", null],
    ["https://huggingface.co/a/b/discussions/3", "", ""],
    ["https://huggingface.co/a/b/tree/%zz", "", "%zz"],
    ["a/b", "v2", "v2"],
  ])("keep the revision of %s beside %j", (id, typed, meant) => {
    expect(meantRevision(id, typed)).toBe(meant);
  });
  it.each([
    ["https://huggingface.co/datasets/openai/gsm8k", "a data set"],
    ["https://huggingface.co/spaces/lab/demo", "a space"],
    ["huggingface.co/collections/lab/names-1", "a collection"],
    ["hf.co/datasets/gsm8k", "a data set"],
  ])("refuse the address of something else, and say of what: %s", (address, what) => {
    expect(hfRepoId.safeParse(typedHubId(address)).error?.issues[0]?.message).toContain(`the address of ${what}`);
  });
  it("say sizes as people do", () => {
    expect([935_040, 1_500_000_000, 7_615_616_512, 14_766_000_000].map(parametersInWords)).toEqual([
      "935 thousand",
      "1.5 billion",
      "7.6 billion",
      "15 billion",
    ]);
  });
});
