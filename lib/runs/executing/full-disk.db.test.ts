import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { recordResults } from "@/lib/results/record-results";
import { launchRun } from "../launching/launch-run";
import type { Leaser } from "../leasing/leaser";
import { retryRun } from "../steering/retry-run";
import { untilRun } from "../testing/await-run";
import { greedy, seedModel, seedTask } from "../testing/builders";
import { type ModelServer, startModelServer } from "../testing/model-server";
import { startLeaser } from "../testing/start-leaser";

const questions = 400;
let server: ModelServer;
let leaser: Leaser | undefined;

beforeAll(async () => {
  server = await startModelServer(["one", "two"], 40);
  process.env.ENDPOINTS = JSON.stringify([{ name: "test", url: server.url, maxInFlight: 16 }]);
  await Promise.all(["one", "two"].map((slug) => seedModel(slug)));
  await seedTask("numbers", { test: questions });
  await db().$executeRaw`
    CREATE FUNCTION refuse_to_grow() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      RAISE EXCEPTION 'could not extend file "base/16384/16385": No space left on device' USING ERRCODE = 'disk_full';
    END $$`;
});

afterEach(async () => {
  await leaser?.stop();
  leaser = undefined;
});

afterAll(() => server.close());

/** From now on the table takes no row more, as if there was no room on the disk. */
async function fill(table: "Generation" | "Result"): Promise<{ makeRoom(): Promise<unknown> }> {
  await db().$executeRawUnsafe(`CREATE TRIGGER full_disk BEFORE INSERT ON "${table}" EXECUTE FUNCTION refuse_to_grow()`);
  return { makeRoom: () => db().$executeRawUnsafe(`DROP TRIGGER full_disk ON "${table}"`) };
}

it.each([
  ["Generation", "one"],
  ["Result", "two"],
] as const)("fails with the reason when no %s can be stored, loses nothing that was, and goes on from there", async (table, slug) => {
  const what = { kind: "individual", models: [slug], decoding: greedy, split: "test", questionsPerTask: null, priority: 0 } as const;
  const [number = 0] = await launchRun(systemActor("test"), { ...what, models: [slug], tasks: [] });
  leaser = startLeaser(recordResults);
  await untilRun(number, ({ questionsDone }) => questionsDone >= 50);
  const { makeRoom } = await fill(table);
  const failed = await untilRun(number, ({ state }) => state === "failed");
  expect(failed).toMatchObject({ failureCode: "DISK_FULL", blame: "cluster", leaseOwner: null });
  expect(failed.questionsDone).toBeGreaterThanOrEqual(50);
  const known = new Set((await db().generation.findMany({ select: { text: true } })).map(({ text }) => text));
  const sent = server.received.length;
  await makeRoom();
  await retryRun(systemActor("test"), { number });
  const done = await untilRun(number, ({ state }) => state === "done");
  expect(await db().result.count({ where: { runId: done.id } })).toBe(questions);
  const again = server.received.slice(sent).map((line) => `\\box{${/say (\d+)/.exec(line)?.[1]}}`);
  if (slug === "one") expect(again.filter((text) => known.has(text))).toEqual([]);
  // Each once: where the machine is busy, a request may be sent a second time beside one that lasts too long.
  expect(new Set(again).size).toBeLessThanOrEqual(questions - 50);
});
