import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import type { Inheritance } from "@/lib/db/generated/enums";
import { seedModel } from "@/lib/runs/testing/builders";
import { ArtifactStore } from "./artifact-store";
import { keepDerived } from "./derived-rows";
import { recipeKey, recipeOf } from "./recipe";
import { withdrawDerived } from "./withdraw-derived";

const worker = systemActor("test");
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "withdraw-derived-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

it("ends all that was made of a model, through however many steps, with every text that was learned from, and nothing else", async () => {
  const [gone, kept] = [await seedModel("gone"), await seedModel("kept")];
  const store = new ArtifactStore(join(folder, "artifacts"), 1e9);
  const jobs = join(folder, "jobs");
  const served = (model: typeof gone, ancestors?: string[]) => ({
    label: model.label,
    modelId: model.id,
    weightsHash: model.weightsHash ?? "",
    commit: null,
    servedAs: model.slug,
    ...(ancestors && { ancestors }),
  });
  async function make(name: string, parents: { model: ReturnType<typeof served>; how: Inheritance }[]) {
    const recipe = recipeOf("train", { name, texts: `WORDS of ${name}` }, new Map(parents.map(({ model }) => [model.label, model])));
    const row = await keepDerived(recipe, parents, { weightsHash: name.padEnd(64, "0"), bytes: 1, seconds: 1 });
    await store.put(row.label, (place) => writeFile(join(place, "model.safetensors"), name));
    await mkdir(join(jobs, recipeKey(recipe)), { recursive: true });
    await writeFile(join(jobs, recipeKey(recipe), "request.json"), `WORDS of ${name}`);
    const text = {
      key: Buffer.from(name),
      modelId: row.id,
      text: "said",
      finishReason: "stop",
      promptTokens: 1,
      completionTokens: 1,
      engine: "test",
    };
    await db().generation.create({ data: text });
    return row;
  }
  const child = await make("child", [
    { model: served(kept), how: "weights" },
    { model: served(gone), how: "data" },
  ]);
  const asParent = { ...served(gone, [kept.id, gone.id]), label: child.label, modelId: child.id, weightsHash: child.weightsHash };
  const grandchild = await make("grandchild", [{ model: asParent, how: "weights" }]);
  const other = await make("other", [{ model: served(kept), how: "weights" }]);
  await db().model.update({ where: { id: gone.id }, data: { state: "withdrawn", scopes: [] } });

  for (let time = 0; time < 2; time += 1) {
    expect(await withdrawDerived(worker, { modelId: gone.id, description: "" }, { store, jobs })).toBe(2);
    expect(await readdir(store.root)).toEqual([other.label]);
    expect(await readdir(jobs)).toEqual([other.key]);
    expect((await db().generation.findMany()).map(({ modelId }) => modelId)).toEqual([other.id]);
    const rows = await db().derivedModel.findMany({ orderBy: { createdAt: "asc" } });
    expect(rows.map(({ id, withdrawnAt }) => [id, withdrawnAt !== null])).toEqual([
      [child.id, true],
      [grandchild.id, true],
      [other.id, false],
    ]);
    expect(rows.map(({ recipe }) => JSON.stringify(recipe).includes("WORDS"))).toEqual([false, false, true]);
  }
});
