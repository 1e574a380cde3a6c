import { beforeEach, describe, expect, it } from "vitest";
import { type Actor, anonymous, systemActor } from "@/lib/auth/actor";
import { type SeededModel, seedChoiceTask, seedScoredRun, seedSystem } from "@/lib/boards/testing/world";
import { db } from "@/lib/db/client";
import type { ConsentScope } from "@/lib/db/generated/enums";
import { pool } from "@/lib/db/pool";
import { seedPerson } from "@/lib/db/testing/people";
import type { PromptPart } from "@/lib/operations/contract";
import { takeApart } from "@/lib/operations/generate/frame";
import { keyRequest } from "@/lib/operations/generate/request";
import { Memo } from "@/lib/operations/memo/memo";
import { withdrawModel } from "@/lib/pool/withdraw-model";
import { seedModel } from "@/lib/runs/testing/builders";
import { findAskedAlone, findAskedAtStep } from "./find-asked";
import { findQuestionPage } from "./find-question-page";
import { readAsked } from "./read-asked";

const question = "Which of these words is the first in the alphabet? Answer with the letter of the correct option.";
const sampling = { temperature: 0, topP: 1, topK: 0, maxTokens: 64, stop: [] };
let count = 0;
let world: Awaited<ReturnType<typeof seedDiscussion>>;

beforeEach(async () => {
  count += 1;
  world = await seedDiscussion(`-${count}`);
});

/** Stores what a model said when it was asked this, as the engine does. */
async function remember({ id, label }: SeededModel, content: PromptPart[], text: string) {
  const { weightsHash, commit } = await db().model.findUniqueOrThrow({ where: { id } });
  const model = { label, modelId: id, weightsHash: weightsHash ?? "", commit, servedAs: "" };
  const keyed = keyRequest(model, { model: label, messages: [{ role: "user", content }], sampling, sample: 0 });
  const kept = takeApart(keyed);
  if (!kept) throw new Error("the prompt was not kept");
  const stored = { text, finishReason: "stop" as const, promptTokens: 1, completionTokens: 1, endpoint: null, engine: "test" };
  await new Memo(pool()).storeGeneration({ ...stored, ...kept, key: keyed.key, modelId: id, sample: 0, quoteLimit: null });
  return { generation: keyed.key, text };
}

/** Ada and Bea answer; Ada reads both answers and writes the final one, which is the system's. */
async function seedDiscussion(suffix: string) {
  const task = await seedChoiceTask(`words${suffix}`, "knowledge", "test", 1);
  const [ada, bea] = [await seedModel(`ada${suffix}`), await seedModel(`bea${suffix}`)];
  const first = await remember(ada, [question], `Ada's own words ${suffix}`);
  const second = await remember(bea, [question], `Bea's own words ${suffix}`);
  const last = await remember(ada, [question, "\n- ", first, "\n- ", second], "A");
  const steps = [
    { stage: "first answer", model: ada.label, ...first },
    { stage: "first answer", model: bea.label, ...second },
    { stage: "summary", model: ada.label, ...last },
  ];
  const alone = (model: SeededModel, place: number) =>
    seedScoredRun({ of: { model }, scores: [[task, [1]]], trace: { steps: steps.slice(place, place + 1), decision: {} } });
  await alone(ada, 0);
  await alone(bea, 1);
  const system = await seedSystem(`team${suffix}`, "multi-agent-refine", [ada, bea]);
  await seedScoredRun({ of: { system }, scores: [[task, [1]]], trace: { steps, decision: {} } });
  return { questionId: task.questionIds[0] ?? "", ada, bea, system, first, second, last };
}

/** What a reader of the question's page can see of each step of the system, and of the prompts behind. */
async function read(actor: Actor) {
  const page = await findQuestionPage(actor, world.questionId);
  const steps = page.systems.flatMap(({ trace }) => trace.steps);
  const asked = await readAsked(
    actor,
    [...steps, ...page.models].map(({ generation }) => generation),
  );
  return { page, steps, asked };
}

function allow(model: SeededModel, scopes: ConsentScope[]) {
  return db().model.update({ where: { id: model.id }, data: { scopes } });
}

describe("what was asked", () => {
  it("is shown word for word with its hash and settings, and says who was quoted, when everybody agrees", async () => {
    const { asked, page } = await read(anonymous);
    const { ada, bea, first, second, last } = world;
    const summary = asked.get(last.generation);
    const who = (model: SeededModel) => ({ name: model.slug, href: `/models/${model.slug}` });
    expect(summary).toMatchObject({ key: last.generation, isProven: true, sampling, sample: 0, assistantPrefix: "" });
    expect(summary?.messages).toEqual([
      {
        role: "user",
        pieces: [
          { text: question, quoted: null },
          { text: "\n- ", quoted: null },
          { text: first.text, quoted: who(ada) },
          { text: "\n- ", quoted: null },
          { text: second.text, quoted: who(bea) },
        ],
      },
    ]);
    expect(page.models.map(({ generation }) => asked.get(generation ?? "")?.messages[0]?.pieces)).toEqual([
      [{ text: question, quoted: null }],
      [{ text: question, quoted: null }],
    ]);
  });

  it("leaves out the answer of a model whose contributor does not agree, and the hash from which it could be guessed", async () => {
    const { bea, second, last } = world;
    await allow(bea, ["S1_run", "S2_publish_scores"]);
    const { asked, page, steps } = await read(anonymous);
    expect(asked.get(last.generation)).toMatchObject({ key: null, isProven: null });
    expect(asked.get(last.generation)?.messages[0]?.pieces.at(-1)).toEqual({
      text: null,
      quoted: { name: bea.slug, href: `/models/${bea.slug}` },
    });
    expect(steps.map(({ generation }) => generation !== null)).toEqual([true, false, true]);
    expect(JSON.stringify([...asked.values()])).not.toContain(second.text);
    expect(JSON.stringify([...asked.values()])).not.toContain(last.generation);
    expect(JSON.stringify(page)).not.toContain(second.text);
  });

  it("is not shown at all for a text that may not be shown, even to who names its key", async () => {
    await allow(world.bea, ["S1_run", "S2_publish_scores"]);
    expect((await readAsked(anonymous, [world.second.generation])).size).toBe(0);
    expect((await readAsked(await seedPerson("maintainer"), [world.second.generation])).size).toBe(1);
  });

  it("is gone with a withdrawal, for maintainers too; what did not quote the model stays", async () => {
    const { ada, bea, first, second, last } = world;
    const { userId } = await seedPerson();
    const submission = await db().submission.create({ data: { submitterId: userId, state: "withdrawn" } });
    await db().model.update({ where: { id: bea.id }, data: { submissionId: submission.id } });
    await withdrawModel(systemActor("worker"), { submissionId: submission.id });
    for (const actor of [anonymous, await seedPerson("maintainer")]) {
      const { page, asked } = await read(actor);
      expect(page.systems).toEqual([]);
      expect(page.models.map(({ slug }) => slug)).toEqual([ada.slug]);
      expect([...asked.keys()]).toEqual([first.generation]);
      const named = await readAsked(actor, [first.generation, second.generation, last.generation]);
      expect(JSON.stringify([...named])).not.toContain(second.text);
      expect(named.get(last.generation)?.key).toBeNull();
    }
  });

  it("goes by the stricter of two entries with the same weights", async () => {
    const { weightsHash } = await db().model.findUniqueOrThrow({ where: { id: world.bea.id } });
    const twin = await seedModel(`twin${count}`, { scopes: ["S1_run", "S2_publish_scores"] });
    await db().model.update({ where: { id: twin.id }, data: { weightsHash } });
    const asked = await readAsked(anonymous, [world.second.generation, world.last.generation]);
    expect(JSON.stringify([...asked])).not.toContain(world.second.text);
  });

  it("is left out where it was not kept", async () => {
    await db().generation.updateMany({ where: { modelId: world.ada.id }, data: { frame: null } });
    expect([...(await readAsked(anonymous, [world.first.generation, world.second.generation, null])).keys()]).toEqual([
      world.second.generation,
    ]);
  });
});

describe("a prompt on a page of its own", () => {
  it("is found by its place, with the answer that it led to", async () => {
    const { questionId, ada, bea, system, first, last } = world;
    const alone = await findAskedAlone(anonymous, questionId, ada.slug);
    expect(alone).toMatchObject({ href: `/models/${ada.slug}`, text: "A", asked: { key: first.generation, isProven: true } });
    const step = await findAskedAtStep(anonymous, questionId, system.slug, 3);
    expect(step).toMatchObject({ href: `/models/${ada.slug}`, stage: "summary", text: last.text, asked: { key: last.generation } });
    expect(JSON.stringify(step.asked)).toContain(`Bea's own words`);
    expect((await findAskedAtStep(anonymous, questionId, system.slug, 2)).href).toBe(`/models/${bea.slug}`);
  });

  it("does not exist where the answer may not be read, nor for anything else that nobody said", async () => {
    const { questionId, ada, bea, system } = world;
    await allow(bea, ["S1_run", "S2_publish_scores"]);
    const missing = [
      () => findAskedAlone(anonymous, questionId, bea.slug),
      () => findAskedAtStep(anonymous, questionId, system.slug, 2),
      () => findAskedAtStep(anonymous, questionId, system.slug, 4),
      () => findAskedAtStep(anonymous, questionId, "no-such-system", 1),
      () => findAskedAlone(anonymous, questionId, "no-such-model"),
      () => findAskedAlone(anonymous, system.id, ada.slug),
    ];
    for (const ask of missing) await expect(ask()).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await findAskedAlone(await seedPerson("maintainer"), questionId, bea.slug)).href).toBe(`/models/${bea.slug}`);
    const read = await findAskedAtStep(anonymous, questionId, system.slug, 3);
    expect(JSON.stringify(read)).not.toContain(world.second.text);
    expect(JSON.stringify(read)).not.toContain(world.last.generation);
  });

  it("says so where the prompt is not kept", async () => {
    await db().generation.updateMany({ where: { modelId: world.ada.id }, data: { frame: null } });
    expect(await findAskedAlone(anonymous, world.questionId, world.ada.slug)).toMatchObject({ text: "A", asked: null });
  });
});
