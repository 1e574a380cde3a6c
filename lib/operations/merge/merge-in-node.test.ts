import { cpSync, mkdtempSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { type MergeRequest, requests, type Weights } from "../jobs/requests";
import { results } from "../jobs/results";
import { testTrainer } from "../jobs/testing/test-trainer";
import { WarmPrograms } from "../jobs/testing/warm-programs";
import { Tensors } from "../weights/tensors";
import { mergeInNode } from "./merge-in-node";

const model = (name: string): Weights => ({ folder: resolve(`zoo/models/zoo-${name}`) });
const parents = (...weights: number[]) =>
  ["warden", "abacus", "scribe"].slice(0, weights.length).map((name, place) => ({ model: model(name), weight: weights[place] ?? 0 }));
const base = model("base");
const never = new AbortController().signal;

type Merge = MergeRequest["merge"];
const recipes: [string, Merge][] = [
  ["a mean", { kind: "linear", parents: parents(0.2, 0.3, 0.5) }],
  ["TIES", { kind: "ties", base, parents: parents(0.3, 0.4, -0.5), density: 0.6 }],
  ["DARE-TIES", { kind: "dare_ties", base, parents: parents(0.3, 0.4, 0.5), density: 0.7, seed: 11 }],
  ["ExPO", { kind: "extrapolate", start: base, end: model("warden"), alpha: 1.3 }],
  ["a particle", { kind: "particle", parents: parents(1.7, -0.4, 0.05) }],
];

/** Merges in a new folder. */
async function merge(recipe: Merge, output: z.input<typeof requests.merge>["output"] = "F16", signal = never) {
  const folder = mkdtempSync(join(tmpdir(), "merge-"));
  const result = await mergeInNode(folder, requests.merge.parse({ kind: "merge", merge: recipe, output }), () => undefined, signal);
  return { folder, result, out: join(folder, "out") };
}

/** One tensor of a folder. */
async function tensorOf(folder: string, name = "model.norm.weight"): Promise<Float32Array> {
  await using tensors = await Tensors.open(folder);
  return tensors.read(name);
}

describe("a merge in Node", () => {
  it("is its closed form, each sum rounded to F32", async () => {
    const [one, other] = await Promise.all(["warden", "abacus"].map((name) => tensorOf(model(name).folder)));
    const { out } = await merge({ kind: "particle", parents: parents(0.1, 1.7) }, "F32");
    const hand = one?.map((value, place) =>
      Math.fround(Math.fround(value * Math.fround(0.1)) + Math.fround((other?.[place] ?? 0) * Math.fround(1.7))),
    );
    expect(await tensorOf(out)).toEqual(hand);
  });

  it("gives back the end at alpha 1 and the start at alpha 0, tokenizer and configuration with it", async () => {
    for (const [alpha, name] of [
      [1, "warden"],
      [0, "base"],
    ] as const) {
      // In F32 the sum start + (end - start) need not be the end to the last bit; halves come out as they were.
      const { out } = await merge({ kind: "extrapolate", start: base, end: model("warden"), alpha });
      for (const file of ["model.safetensors", "tokenizer.json", "config.json"])
        expect(readFileSync(join(out, file)).equals(readFileSync(join(model(name).folder, file)))).toBe(true);
    }
  });

  it("leaves a result that says what it read, wrote and ran on, and the same bytes every time", async () => {
    const [, recipe] = recipes[2] ?? recipes[0] ?? [];
    if (!recipe) throw new Error("no recipe");
    const [first, again] = [await merge(recipe), await merge(recipe)];
    expect(results.merge.parse(JSON.parse(readFileSync(join(first.folder, "result.json"), "utf8")))).toEqual(first.result);
    expect(first.result.output).toEqual({ tensors: 38, parameters: 1_066_112 });
    expect(again.result.files).toEqual(first.result.files);
    const { result: other } = await merge({ ...recipe, ...(recipe.kind === "dare_ties" ? { seed: 12 } : {}) });
    expect(other.files).not.toEqual(first.result.files);
  });

  it("refuses weights that are not what was named, are cut, or of another architecture", async () => {
    const copy = (change: (folder: string) => void) => {
      const folder = mkdtempSync(join(tmpdir(), "model-"));
      cpSync(model("warden").folder, folder, { recursive: true });
      change(folder);
      return { kind: "particle", parents: [...parents(1), { model: { folder }, weight: 1 }] } satisfies Merge;
    };
    const file = (folder: string) => join(folder, "model.safetensors");
    const wrong = { ...model("warden"), files: { "model.safetensors": "0".repeat(64) } };
    await expect(merge({ kind: "particle", parents: [{ model: wrong, weight: 1 }] })).rejects.toThrow("is another file");
    await expect(merge({ kind: "particle", parents: [{ model: { folder: "/nowhere" }, weight: 1 }] })).rejects.toThrow("no config.json");
    await expect(merge(copy((folder) => truncateSync(file(folder), 2_000_000)))).rejects.toThrow("was cut");
    await expect(merge(copy((folder) => truncateSync(file(folder), 4)))).rejects.toThrow("ends before");
    await expect(merge(copy((folder) => writeFileSync(file(folder), "garbage that is no header")))).rejects.toThrow("no safetensors file");
    const renamed = (folder: string) => {
      const bytes = readFileSync(file(folder), "latin1").replace('"model.norm.weight"', '"model.narm.weight"');
      writeFileSync(file(folder), bytes, "latin1");
    };
    await expect(merge(copy(renamed))).rejects.toThrow("model.norm.weight is 128 here and absent there");
  });

  it("refuses to write numbers that would become infinite", async () => {
    await expect(merge({ kind: "particle", parents: parents(1e6) })).rejects.toThrow("F16 cannot hold");
    await expect(merge({ kind: "particle", parents: parents(1e6) }, "F32")).resolves.toBeTruthy();
  });

  it("ends when it is cancelled, without a result", async () => {
    await expect(merge({ kind: "particle", parents: parents(1) }, "F16", AbortSignal.abort(new Error("cancelled")))).rejects.toThrow(
      "cancelled",
    );
  });
});

const trainer = testTrainer();
describe.skipIf(!trainer.there)(`a merge in Node and one in Python${trainer.there ? "" : ` (skipped: ${trainer.words})`}`, () => {
  let python: WarmPrograms | null = null;
  beforeAll(() => {
    if (trainer.there) python = new WarmPrograms(trainer);
  });
  afterAll(() => python?.close(), 60_000);

  it.each(recipes)("are the same to the last bit: %s", { timeout: 300_000 }, async (_, recipe) => {
    for (const output of ["F16", "BF16", "F32"] as const) {
      const ours = await merge(recipe, output);
      const theirs = await python?.run({ kind: "merge", merge: recipe, output }, results.merge);
      expect(theirs?.result.files).toEqual(ours.result.files);
    }
  });
});
