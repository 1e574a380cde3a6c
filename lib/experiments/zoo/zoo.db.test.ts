import { beforeAll, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { seedPerson } from "@/lib/db/testing/people";
import { recordResults } from "@/lib/results/record-results";
import { launchRun } from "@/lib/runs/launching/launch-run";
import { untilRun } from "@/lib/runs/testing/await-run";
import { greedy, seedModel, seedTask } from "@/lib/runs/testing/builders";
import { startModelServer } from "@/lib/runs/testing/model-server";
import { startLeaser } from "@/lib/runs/testing/start-leaser";
import { addZoo } from "./add-zoo";
import { zooBelongsHere } from "./belongs-here";
import { findZoo } from "./find-zoo";
import { removeZoo } from "./remove-zoo";

const actor = systemActor("test");
const settings = { split: "test" as const, questionsPerTask: 2, devPerTask: 2, priority: 0, unreadableLimit: 1 };
const zooModels = ["polyphony-zoo/zoo-abacus", "polyphony-zoo/zoo-warden"];
const zooSlugs = ["zoo-abacus", "zoo-warden"];
const own: number[] = [];
let shared: number[] = [];

/** Every row of every table, as text; what a removal must leave as it is. */
async function rowsOf(tables: readonly string[]): Promise<Record<string, string[]>> {
  const found = tables.map(async (table) => {
    const rows = await db().$queryRawUnsafe<{ row: string }[]>(`SELECT row_to_json(t)::text AS row FROM "${table}" t ORDER BY 1`);
    return [table, rows.map(({ row }) => row)] as const;
  });
  return Object.fromEntries(await Promise.all(found));
}
const tables = [
  "Model",
  "Pool",
  "PoolMember",
  "System",
  "Task",
  "Question",
  "Run",
  "RunTask",
  "RunEvent",
  "Result",
  "Generation",
  "Experiment",
];

let before: Record<string, string[]>;

const launch = (models: string[], task: string, method?: string) => {
  const base = { ...settings, models, tasks: [task] };
  if (!method) return launchRun(actor, { ...base, kind: "individual" as const, decoding: greedy });
  return launchRun(actor, { ...base, kind: "system" as const, method, parameters: { decoding: greedy } });
};

beforeAll(async () => {
  const server = await startModelServer([...zooModels, "lab-one", "lab-two"], 0, () => "ANSWER: A");
  process.env.ENDPOINTS = JSON.stringify([{ name: "lab", url: server.url }]);
  const leaser = startLeaser(recordResults);
  const ended = async (numbers: number[]) => {
    for (const number of numbers) await untilRun(number, ({ state }) => state === "done");
    return numbers;
  };
  await seedTask("numbers", { test: 4, dev: 3 });
  for (const slug of ["lab-one", "lab-two"]) await seedModel(slug);
  own.push(
    ...(await ended([...(await launch(["lab-one"], "numbers")), ...(await launch(["lab-one", "lab-two"], "numbers", "majority-vote"))])),
  );
  before = await rowsOf(tables);
  await addZoo(actor, { experiment: false });
  const zoos = [...(await launch(zooSlugs, "plants")), ...(await launch(zooSlugs, "plants", "majority-vote"))];
  await ended(zoos);
  shared = await ended([
    ...(await launch(["lab-one"], "plants")),
    ...(await launch(["zoo-abacus"], "numbers")),
    ...(await launch(["lab-one", "zoo-abacus"], "numbers", "majority-vote")),
  ]);
  await leaser.stop();
  await server.close();
  const find = (slug: string) => db().model.findUniqueOrThrow({ where: { slug } });
  const [abacus, warden, lab] = [await find("zoo-abacus"), await find("zoo-warden"), await find("lab-one")];
  const first = await derive("d-first", [{ modelId: abacus.id }, { modelId: warden.id }]);
  await derive("d-second", [{ derivedId: first }]);
  await derive("d-mixed", [{ derivedId: first }, { modelId: lab.id }]);
  await derive("d-lab", [{ modelId: lab.id }]);
}, 120_000);

/** What a method made of models and of other such. */
async function derive(label: string, parents: ({ modelId: string } | { derivedId: string })[]): Promise<string> {
  const lines = parents.map((parent, position) => ({ ...parent, position, how: "weights" as const }));
  const facts = { kind: "merge" as const, recipe: {}, weightsHash: label, bytes: 1, seconds: 1 };
  return (await db().derivedModel.create({ data: { key: label, label, ...facts, parents: { create: lines } } })).id;
}

it("names every run and system that others have a part in, and removes nothing then", async () => {
  const { shared: found, runs } = await findZoo(db());
  expect(runs).toHaveLength(6);
  expect(found.words).toEqual([
    `run #${shared[0]}, which also involves model lab-one`,
    `run #${shared[1]}, which also involves task numbers`,
    expect.stringMatching(new RegExp(`^run #${shared[2]}, which also involves system majority-vote.*, task numbers$`)),
    expect.stringMatching(/^system majority-vote-2-\w+, which also involves model lab-one, task numbers$/),
    "derived model d-mixed, which was made of models of others too",
  ]);
  const all = await rowsOf(tables);
  await expect(removeZoo(actor, { withRuns: false })).rejects.toMatchObject({ code: "CONFLICT", fields: expect.any(Array) });
  expect(await rowsOf(tables)).toEqual(all);
});

it("is for those who operate", async () => {
  for (const role of ["contributor", "maintainer"] as const)
    await expect(removeZoo(await seedPerson(role), { withRuns: true })).rejects.toMatchObject({ code: "NOT_ALLOWED" });
});

it("takes away what hangs on the zoo, and leaves every other row as it was", async () => {
  // Somebody's own submission of a model of the zoo is theirs.
  const { userId: submitterId } = await seedPerson("contributor");
  const theirs = await db().submission.create({ data: { submitterId, state: "admitted", hubId: zooModels[0] ?? "" } });
  const facts = { slug: "theirs", name: "theirs", hubId: zooModels[0] ?? "", description: "", state: "runnable" as const };
  const model = await db().model.create({ data: { ...facts, weightsHash: "1".repeat(64), submissionId: theirs.id } });
  await removeZoo(actor, { withRuns: true });
  await db().model.delete({ where: { id: model.id } });
  const { Generation: texts = [], ...others } = await rowsOf(tables);
  const { Generation: earlier = [], ...wanted } = before;
  expect(others).toEqual(wanted);
  // What a model of somebody else wrote is that model's, whatever task it was asked for.
  expect(texts).toEqual(expect.arrayContaining(earlier));
  const known = (await db().model.findMany({ select: { id: true } })).map(({ id }) => id);
  expect(await db().generation.count({ where: { NOT: { modelId: { in: known } } } })).toBe(0);
  expect(await findZoo(db())).toMatchObject({ models: [], tasks: [], runs: [], systems: [], derived: [] });
  expect((await db().derivedModel.findMany()).map(({ label }) => label)).toEqual(["d-lab"]);
});

it("comes back by itself only where nothing else is, and by the command anywhere", async () => {
  expect(await zooBelongsHere()).toBe(false);
  expect(await addZoo(actor, { experiment: true })).toMatchObject({ tasks: 14, runs: 28 });
  expect(await addZoo(actor, { experiment: true })).toEqual({ tasks: 0, models: 0, runs: 0 });
  expect(await zooBelongsHere()).toBe(true);
});

it("removes queued runs too, and waits for one that is executed until it has ended", async () => {
  const [run] = await db().run.findMany({ where: { state: "queued" }, take: 1 });
  // A worker that died in the middle: nobody else would end it.
  await db().run.update({
    where: { id: run?.id ?? "" },
    data: { state: "running", leaseOwner: "gone", leaseUntil: new Date(Date.now() - 1e6) },
  });
  const { runs } = await removeZoo(actor, { withRuns: false });
  expect(runs).toHaveLength(28);
  expect((await db().run.findMany({ select: { number: true }, orderBy: { number: "asc" } })).map(({ number }) => number)).toEqual(own);
  expect(await db().experiment.count()).toBe(0);
}, 90_000);
