import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { closeDatabase, db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/enqueue";
import { purgeTexts } from "@/lib/jobs/purge-texts";
import { type BreakableDatabase, startBreakableDatabase } from "@/lib/runs/testing/breakable-database";
import { type Chores, startChores } from "./chores";

const worker = `here:1:${randomUUID().slice(0, 8)}`;
const direct = process.env.DATABASE_URL;
let database: BreakableDatabase;
let chores: Chores | undefined;

beforeAll(async () => {
  database = await startBreakableDatabase(direct ?? "");
  process.env.DATABASE_URL = database.url;
});

afterEach(async () => {
  await chores?.stop();
  chores = undefined;
});

afterAll(async () => {
  await closeDatabase();
  await database.close();
});

/** A chore that ends at once, because nobody knows the submission; under the name of whoever took it long ago. */
async function leaveChore(takenBy: string | null): Promise<string> {
  const key = randomUUID();
  await inTransaction((tx) => enqueue(tx, purgeTexts, { submissionId: randomUUID() }, { key }));
  await db().$executeRaw`
    UPDATE graphile_worker._private_jobs SET locked_by = ${takenBy}, attempts = 1,
      locked_at = CASE WHEN ${takenBy}::text IS NULL THEN NULL ELSE now() - interval '1 minute' END
    WHERE key = ${key}`;
  return key;
}

async function find(key: string): Promise<{ takenBy: string | null } | undefined> {
  const [row] = await db().$queryRaw<{ takenBy: string | null }[]>`
    SELECT locked_by AS "takenBy" FROM graphile_worker._private_jobs WHERE key = ${key}`;
  return row;
}

const isDone = async (key: string) => (await find(key).catch(() => ({}))) === undefined;
const beat = (id: string, secondsAgo: number) =>
  db().runWorker.create({ data: { id, seenAt: new Date(Date.now() - secondsAgo * 1_000), concurrency: 1 } });

it("does again what a worker that died had taken, and leaves alone what one that lives does", async () => {
  await Promise.all([beat("silent", 60), beat("alive", 1)]);
  const [gone, silent, alive] = [await leaveChore("gone"), await leaveChore("silent"), await leaveChore("alive")];
  chores = startChores(worker);
  for (const key of [gone, silent]) await expect.poll(() => isDone(key), { timeout: 15_000 }).toBe(true);
  expect(await find(alive)).toEqual({ takenBy: "alive" });
});

it("does a chore to its end that the database left in the middle", async () => {
  // Whoever reads models waits, and the chore with them.
  const holder = new Client({ connectionString: direct });
  await holder.connect();
  await holder.query('BEGIN; LOCK TABLE "Model" IN ACCESS EXCLUSIVE MODE');
  const key = await leaveChore(null);
  chores = startChores(worker, 1);
  await expect.poll(() => find(key), { timeout: 15_000 }).toEqual({ takenBy: worker });
  database.cut();
  await wait(3_000);
  await holder.query("ROLLBACK");
  await holder.end();
  database.restore();
  await expect.poll(() => isDone(key), { timeout: 25_000 }).toBe(true);
}, 60_000);
