import { createHash } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { type Actor, anonymous, systemActor } from "@/lib/auth/actor";
import { type SeededModel, seedSystem } from "@/lib/boards/testing/world";
import { db } from "@/lib/db/client";
import type { ConsentScope, ModelState } from "@/lib/db/generated/enums";
import { seedPerson } from "@/lib/db/testing/people";
import { findDerived, keepDerived, type Parent } from "@/lib/operations/derived/derived-rows";
import { type Recipe, recipeOf } from "@/lib/operations/derived/recipe";
import type { ServedModel } from "@/lib/operations/served-model";
import { seedModel } from "@/lib/runs/testing/builders";
import { findDerivedPage } from "./find-derived-page";
import { readSpeakers } from "./read-speakers";

let count = 0;
let world: Awaited<ReturnType<typeof seedFamily>>;

beforeEach(async () => {
  count += 1;
  world = await seedFamily(`-${count}`);
});

/** A merge of ada and bea, and a training of it on texts of cleo. */
async function seedFamily(suffix: string) {
  const [ada, bea, cleo] = [await seedModel(`ada${suffix}`), await seedModel(`bea${suffix}`), await seedModel(`cleo${suffix}`)];
  const parents = [ada, bea].map((model) => ({ model: served(model), how: "weights" as const }));
  const spec = {
    kind: "linear",
    parents: [
      { model: ada.label, weight: 0.25 },
      { model: bea.label, weight: 0.75 },
    ],
  };
  const merged = await keep("merge", spec, parents);
  const system = await seedSystem(`merging${suffix}`, "dare-ties", [ada, bea], { label: merged.label });
  const training = {
    model: merged.label,
    texts: [cleo.label],
    objective: { kind: "sft", examples: [{ prompt: [{ role: "user", content: "a secret question" }], answer: "a secret answer" }] },
    adapter: { rank: 8, alpha: 16 },
    epochs: 2,
    batchSize: 4,
    learningRate: 0.0005,
    seed: 7,
  };
  const trained = await keep("train", training, [
    { model: merged, how: "weights" },
    { model: served(cleo), how: "data" },
  ]);
  return { ada, bea, cleo, merged, trained, system };
}

function served({ id, label, weightsHash }: SeededModel): ServedModel {
  return { label, modelId: id, weightsHash: weightsHash ?? "", commit: null, servedAs: "" };
}

async function keep(operation: Recipe["operation"], spec: unknown, parents: readonly Parent[]): Promise<ServedModel> {
  const recipe = recipeOf(operation, spec, new Map(parents.map(({ model }) => [model.label, model])));
  const weightsHash = createHash("sha256").update(JSON.stringify(recipe)).digest("hex");
  const { label } = await keepDerived(recipe, parents, { weightsHash, bytes: 5_000_000, seconds: 3 });
  const found = await findDerived(label);
  if (!found) throw new Error("It was not kept.");
  return found;
}

function change(model: SeededModel, data: { scopes?: ConsentScope[]; state?: ModelState }) {
  return db().model.update({ where: { id: model.id }, data });
}

async function hiddenFrom(actor: Actor) {
  const pages = [await findDerivedPage(actor, world.merged.label), await findDerivedPage(actor, world.trained.label)];
  for (const page of pages) expect(page.facts === null).toBe(page.hidden !== null);
  return pages.map(({ hidden }) => hidden);
}

describe("the page of a derived model", () => {
  it("says what it was made of and how, who learned it, and what was made of it", async () => {
    const { ada, bea, merged, trained, system } = world;
    const { hidden, facts } = await findDerivedPage(anonymous, merged.label);
    expect(hidden).toBeNull();
    expect(facts?.name).toBe(`merge ${merged.label.slice(2, 8)} of ${ada.name}, ${bea.name}`);
    expect(facts?.recipe.sentence).toContain("weighted mean");
    expect(facts?.parents).toEqual([
      { name: ada.name, href: `/models/${ada.slug}`, how: "weights", part: "factor 0.25" },
      { name: bea.name, href: `/models/${bea.slug}`, how: "weights", part: "factor 0.75" },
    ]);
    expect(facts?.children).toMatchObject([{ href: `/derived/${trained.label}`, name: expect.stringContaining("training") }]);
    expect(facts?.systems).toEqual([{ name: system.name, slug: system.slug }]);
    expect(facts).toMatchObject({ kind: "merge", bytes: 5_000_000, seconds: 3, weightsHash: merged.weightsHash });
  });

  it("tells a training by its settings and never by the texts that were learned from", async () => {
    const { merged, trained, cleo } = world;
    const { facts } = await findDerivedPage(anonymous, trained.label);
    expect(facts?.recipe.settings).toContainEqual({ term: "Examples", value: "1" });
    expect(facts?.recipe.settings).toContainEqual({ term: "Weights trained", value: "low-rank adapters of rank 8, alpha 16" });
    expect(facts?.parents).toMatchObject([
      { href: `/derived/${merged.label}`, how: "weights", part: "the model that was trained" },
      { href: `/models/${cleo.slug}`, how: "data", part: null },
    ]);
    expect(JSON.stringify(facts)).not.toContain("secret");
  });

  it.each<[string, ConsentScope[]]>([
    ["scores", ["S1_run", "S3_publish_outputs", "S4_distil", "S5_merge"]],
    ["texts", ["S1_run", "S2_publish_scores", "S4_distil", "S5_merge"]],
  ])("says no more than that it exists where an ancestor, however far, hides its %s; operators see it", async (_, scopes) => {
    await change(world.ada, { scopes });
    expect(await hiddenFrom(anonymous)).toEqual(["consent", "consent"]);
    expect(await hiddenFrom(await seedPerson("contributor"))).toEqual(["consent", "consent"]);
    expect(await hiddenFrom(await seedPerson("operator"))).toEqual([null, null]);
  });

  it("names a child by its label alone where another parent of it is hidden", async () => {
    const { merged, trained, cleo } = world;
    await change(cleo, { scopes: ["S1_run", "S4_distil"] });
    const { facts } = await findDerivedPage(anonymous, merged.label);
    expect(facts?.children).toEqual([{ name: trained.label, href: `/derived/${trained.label}` }]);
  });

  it("is hidden while an ancestor is stopped, and where other entries of the same weights are", async () => {
    await change(world.bea, { state: "quarantined" });
    expect(await hiddenFrom(anonymous)).toEqual(["quarantined", "quarantined"]);
    await change(world.bea, { state: "runnable" });
    const { id: _, ...copy } = await db().model.findUniqueOrThrow({ where: { id: world.ada.id }, omit: { trainingData: true } });
    await db().model.create({ data: { ...copy, slug: `${copy.slug}-again`, hubId: `${copy.hubId}-again`, scopes: ["S1_run"] } });
    expect(await hiddenFrom(anonymous)).toEqual(["consent", "consent"]);
  });

  it("says only that it was withdrawn once an ancestor was, to operators too", async () => {
    const { system, merged } = world;
    await change(world.ada, { state: "withdrawn", scopes: [] });
    for (const actor of [anonymous, await seedPerson("operator"), systemActor("test")]) {
      expect(await hiddenFrom(actor)).toEqual(["withdrawn", "withdrawn"]);
    }
    await change(world.ada, { state: "runnable", scopes: world.ada.scopes });
    await db().derivedModel.update({ where: { label: merged.label }, data: { withdrawnAt: new Date() } });
    expect(await findDerivedPage(systemActor("test"), merged.label)).toEqual({ label: merged.label, hidden: "withdrawn", facts: null });
    expect(system.learned).not.toBeNull();
  });

  it("lists no system whose scores are hidden", async () => {
    const { cleo, ada, merged } = world;
    await seedSystem(`shy-${count}`, "dare-ties", [ada, cleo], { label: merged.label });
    await change(cleo, { scopes: ["S1_run", "S4_distil"] });
    const { facts } = await findDerivedPage(anonymous, merged.label);
    expect(facts?.systems.map(({ slug }) => slug)).toEqual([world.system.slug]);
  });

  it("does not exist where nobody made it", async () => {
    for (const label of ["d-000000000000", "zoo", "d-\u0000", world.ada.label]) {
      await expect(findDerivedPage(anonymous, label)).rejects.toMatchObject({ code: "NOT_FOUND" });
    }
  });

  it("is where traces lead that name it", async () => {
    const { merged } = world;
    const speakers = await readSpeakers(anonymous, { steps: [{ model: merged.label }] });
    expect(speakers.get(merged.label)).toMatchObject({ href: `/derived/${merged.label}`, textsShown: true });
  });
});
