import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closeDatabase, db } from "@/lib/db/client";
import { listen } from "@/lib/db/listen";
import { inTransaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/enqueue";
import { purgeTexts } from "@/lib/jobs/purge-texts";
import { type BreakableDatabase, startBreakableDatabase } from "@/lib/runs/testing/breakable-database";
import { startChores } from "./chores";

const direct = process.env.DATABASE_URL;
let database: BreakableDatabase;

beforeAll(async () => {
  database = await startBreakableDatabase(direct ?? "");
  process.env.DATABASE_URL = database.url;
  process.env.DATABASE_PATIENCE_S = "3";
});

afterAll(async () => {
  await closeDatabase();
  await database.close();
});

async function tell(channel: string, words: string): Promise<void> {
  const client = new Client({ connectionString: direct });
  await client.connect();
  await client.query("SELECT pg_notify($1, $2)", [channel, words]);
  await client.end();
}

it("listens again within seconds although its connection went dead without a word, and leaves at once", async () => {
  const heard: string[] = [];
  const listener = listen(["news"], (words) => heard.push(words));
  await expect.poll(() => heard).toEqual([""]);
  await tell("news", "one");
  await expect.poll(() => heard).toEqual(["", "one"]);
  database.freeze();
  await tell("news", "lost");
  await expect.poll(() => heard, { timeout: 15_000 }).toEqual(["", "one", ""]);
  await tell("news", "two");
  await expect.poll(() => heard).toEqual(["", "one", "", "two"]);
  database.freeze();
  const leftAt = performance.now();
  await listener.close();
  expect(performance.now() - leftAt).toBeLessThan(3_000);
}, 40_000);

it("does chores again within seconds although the queue's connections went dead without a word", async () => {
  const leave = async () => {
    const key = randomUUID();
    await inTransaction((tx) => enqueue(tx, purgeTexts, { submissionId: randomUUID() }, { key }));
    return key;
  };
  const isDone = async (key: string) =>
    (await db().$queryRaw<unknown[]>`SELECT 1 FROM graphile_worker.jobs WHERE key = ${key}`.catch(() => [1])).length === 0;
  const chores = startChores("here:1:dead");
  const first = await leave();
  await expect.poll(() => isDone(first), { timeout: 15_000 }).toBe(true);
  database.freeze();
  await closeDatabase();
  await wait(100);
  const second = await leave();
  await expect.poll(() => isDone(second), { timeout: 20_000 }).toBe(true);
  await chores.stop();
}, 60_000);
