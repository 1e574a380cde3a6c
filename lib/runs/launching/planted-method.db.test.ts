import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { anonymous, systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import type { Method } from "@/lib/methods/method";
import { findMethod } from "@/lib/methods/registry";
import { findSystemPage } from "@/lib/pages/find-system-page";
import { labelOf } from "@/lib/pool/label";
import { listResults } from "@/lib/results/queries";
import { recordResults } from "@/lib/results/record-results";
import { Directory } from "@/lib/serving/directory";
import { chatCanary } from "@/lib/serving/health/chat-canary";
import { rememberedCanaries } from "@/lib/serving/testing/remembered-canaries";
import { listCatalogue } from "@/lib/systems/list-catalogue";
import { parserVersion } from "@/lib/tasks/schema";
import type { LaunchInput } from "../composing/schema";
import { untilRun } from "../testing/await-run";
import { greedy, seedModel, seedTask } from "../testing/builders";
import { type ModelServer, startModelServer } from "../testing/model-server";
import { refereed } from "../testing/planted-method";
import { startLeaser } from "../testing/start-leaser";
import { launchRun } from "./launch-run";
import { listLaunchFields } from "./list-launch-fields";
import { planRun } from "./plan-run";
import { readLaunch } from "./read-launch";

/** The registry itself with one line more; nothing else of the portal knows the planted method. */
vi.mock("@/lib/methods/registry", async (original) => {
  const { declaredMethods, registryOf } = await original<typeof import("@/lib/methods/registry")>();
  const { refereed: planted } = await import("../testing/planted-method");
  return registryOf([...declaredMethods, planted as Method]);
});

const maintainer = systemActor("test");
/** No model server is known to who plans. */
const endpoints = new Directory([], { canary: chatCanary(rememberedCanaries()) });
const plan = (input: LaunchInput) => planRun(maintainer, input, endpoints);
const launch = (changes: Partial<Extract<LaunchInput, { kind: "system" }>> = {}): LaunchInput => ({
  kind: "system",
  method: refereed.id,
  models: ["one", "two"],
  parameters: { decoding: greedy },
  split: "test",
  tasks: [],
  questionsPerTask: null,
  devPerTask: null,
  priority: 0,
  ...changes,
});
let server: ModelServer;
let referee: string;

beforeAll(async () => {
  server = await startModelServer(["one", "two", "referee"], 0, (model) => (model === "referee" ? "2" : `\\box{${model}}`));
  process.env.ENDPOINTS = JSON.stringify([{ name: "test", url: server.url }]);
  process.env.SCORERS = JSON.stringify({ reward: { url: "http://127.0.0.1:1", model: "example/Reward" } });
  await Promise.all([seedModel("one"), seedModel("two"), seedModel("shy", { scopes: ["S1_run"] })]);
  referee = labelOf((await seedModel("referee")).weightsHash ?? "");
  // No dev split: it learns nothing, so nothing is missing.
  await seedTask("numbers", { test: 4 });
});

afterAll(() => server.close());

it("is in the catalogue, and in the form with what its parameters say and with helpers by name", async () => {
  expect(listCatalogue().find(({ method }) => method.id === refereed.id)).toEqual({ method: findMethod(refereed.id), obstacles: [] });
  const fields = await listLaunchFields(maintainer, refereed.id);
  expect(fields.find(({ name }) => name === "depth")).toMatchObject({ kind: "number", unit: "levels", minimum: 1, maximum: 3 });
  expect(fields.find(({ name }) => name === "referee")).toMatchObject({
    kind: "choice",
    description: "Who decides.",
    options: expect.arrayContaining([
      { value: "first", label: "the first member" },
      { value: referee, label: "referee" },
    ]),
  });
  expect(readLaunch({ what: refereed.id, models: ["one"], split: "test", "parameter.depth": "2" })).toMatchObject({
    method: refereed.id,
    parameters: { depth: 2 },
  });
});

it("is checked before a launch by what it declares", async () => {
  expect((await plan(launch())).refusals).toEqual([]);
  expect((await plan(launch({ models: ["shy"] }))).refusals).toEqual([
    "No consent to training others on its outputs (S4): shy.",
    "Planted Referee needs at least 2 members; choose 1 more.",
  ]);
  await expect(plan(launch({ parameters: { referee: "m-000000000000" } }))).rejects.toMatchObject({
    fields: [{ field: "parameter.referee" }],
  });
});

it("is estimated by rehearsing it, without dev questions where it learns nothing", async () => {
  const { estimate, devQuestions, helpers } = await plan(launch({ parameters: { decoding: greedy, referee } }));
  expect(estimate.total.calls).toBe(4 * (2 + 1));
  expect(devQuestions).toBe(0);
  expect(helpers.map(({ name }) => name)).toEqual(["referee"]);
});

it("runs, and its system says what it was made with, compares answers by, and how it decided", async () => {
  const leaser = startLeaser(recordResults);
  const [number = 0] = await launchRun(maintainer, launch({ parameters: { decoding: greedy, referee } }));
  const run = await untilRun(number, ({ state }) => state === "done");
  await leaser.stop();
  const system = await db().system.findUniqueOrThrow({ where: { id: run.systemId ?? "" } });
  expect(system).toMatchObject({ name: "Planted Referee of 2", reader: parserVersion, devTaskIds: [], devPerTask: null });
  expect(system.sources).toEqual([
    { kind: "reward_model", name: "example/Reward", via: "asked by the method" },
    { kind: "judge", name: referee, via: "referee" },
  ]);
  const { rows } = await listResults(maintainer, number, { page: 1 });
  expect(rows[0]).toMatchObject({ answer: "\\box{two}", decision: [{ name: "Named by the referee", value: "two" }] });
  const page = await findSystemPage(anonymous, system.slug, "test");
  expect(page).toMatchObject({ method: { name: "Planted Referee", level: "text", isBaseline: false }, reader: parserVersion });
});
