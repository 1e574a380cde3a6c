import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { seedScoredRun, seedSystem } from "@/lib/boards/testing/world";
import { closeDatabase, db } from "@/lib/db/client";
import { seedPerson } from "@/lib/db/testing/people";
import { inTransaction } from "@/lib/db/transaction";
import { checkSubmission } from "@/lib/jobs/check-submission";
import { enqueue } from "@/lib/jobs/enqueue";
import { recordResults } from "@/lib/results/record-results";
import { launchRun } from "@/lib/runs/launching/launch-run";
import { untilRun } from "@/lib/runs/testing/await-run";
import { greedy, seedModel, seedTask } from "@/lib/runs/testing/builders";
import { startModelServer } from "@/lib/runs/testing/model-server";
import { startLeaser } from "@/lib/runs/testing/start-leaser";
import { migrate } from "@/prisma/migrate";
import { type Manifest, readManifest, writeManifest } from "./manifest";
import { ownMigrations } from "./own-migrations";
import { restoreBackup } from "./restore-backup";
import { type Portal, writeBackup } from "./write-backup";

const scratch = mkdtempSync(join(tmpdir(), "polyphony-backup ü-"));
const url = process.env.DATABASE_URL ?? "";
const submissionId = "0199aaaa-0000-7000-8000-000000000000";
const whole = join(scratch, "whole");
let portal: Portal & { url: string };
let runs: number[] = [];

const freshFolder = (name: string) => join(mkdtempSync(join(scratch, "f-")), name);

function dataFolder(nextauth: string): string {
  const folder = freshFolder("data");
  mkdirSync(join(folder, "artifacts", "sha256", "ab"), { recursive: true });
  writeFileSync(join(folder, "artifacts", "sha256", "ab", "weights.safetensors"), Buffer.alloc(3_000_000, 7));
  writeFileSync(join(folder, "artifacts", "empty"), "");
  writeFileSync(join(folder, "secrets.json"), JSON.stringify({ nextauth, database: "d".repeat(32) }));
  return folder;
}

async function open(address = url): Promise<Client> {
  const client = new Client({ connectionString: address });
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

/** Every row of every table but those of processes, as the database says it, in the order in which it lies. */
async function everyRow(client: Client): Promise<Record<string, string[]>> {
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname NOT IN ('_prisma_migrations', 'RunWorker', 'RunEndpoint') ORDER BY 1`,
  );
  const found: Record<string, string[]> = {};
  for (const { name } of tables)
    found[name] = (await client.query<{ row: string }>(`SELECT t::text AS row FROM "${name}" t`)).rows.map(({ row }) => row);
  const chores = `SELECT j.payload::text, j.run_at::text, j.attempts, j.max_attempts, j.last_error, j.key, t.identifier
    FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id ORDER BY j.id`;
  found.chores = (await client.query(chores)).rows.map((row) => JSON.stringify(row));
  return found;
}

/** What readers get, from modules that know nothing of before. */
async function everyPage(): Promise<string> {
  vi.resetModules();
  vi.useFakeTimers({ toFake: ["Date"], now: new Date("2030-01-01T00:00:00Z") });
  const [{ anonymous }, boards, { boardView }, lists, leaderboards, exports, { individualQuery, systemQuery }, models, systems, questions] =
    await Promise.all([
      import("@/lib/auth/actor"),
      import("@/lib/boards/read-board"),
      import("@/lib/boards/schema"),
      import("@/lib/api/answer-lists"),
      import("@/lib/api/answer-leaderboards"),
      import("@/lib/api/answer-export"),
      import("@/lib/api/shapes"),
      import("@/lib/pages/find-model-page"),
      import("@/lib/pages/find-system-page"),
      import("@/lib/pages/find-question-page"),
    ]);
  const client = await import("@/lib/db/client");
  const view = boardView.parse({});
  const question = await client.db().question.findFirstOrThrow({ where: { split: "test" } });
  const system = await client.db().system.findFirstOrThrow({ where: { slug: "vote-of-two" } });
  const said = [
    await boards.readBoards(anonymous, view),
    await lists.answerModels(anonymous),
    await lists.answerSystems(anonymous),
    await lists.answerTasks(anonymous),
    await leaderboards.answerIndividualLeaderboard(anonymous, individualQuery.parse({})),
    await leaderboards.answerSystemLeaderboard(anonymous, systemQuery.parse({})),
    await exports.answerExport(anonymous, "individual", view),
    await exports.answerExport(anonymous, "systems", view),
    await models.findModelPage(anonymous, "one", "test"),
    await systems.findSystemPage(anonymous, system.slug, "test"),
    await questions.findQuestionPage(anonymous, question.id),
  ];
  vi.useRealTimers();
  await client.closeDatabase();
  return JSON.stringify(said, (_, value) => (typeof value === "bigint" ? `${value}n` : value), 1);
}

beforeAll(async () => {
  const server = await startModelServer(["one", "two"], 0, (model, prompt) =>
    model === "one" ? `\\box{${/say (\d+)/.exec(prompt)?.[1]}} „quoted“\\n \u2028 "x"` : "\\box{7}",
  );
  process.env.ENDPOINTS = JSON.stringify([{ name: "lab", url: server.url }]);
  const leaser = startLeaser(recordResults);
  const task = await seedTask("numbers", { test: 12, dev: 3 });
  const [one, two] = [await seedModel("one"), await seedModel("two")];
  const actor = systemActor("test");
  const settings = {
    split: "test" as const,
    tasks: ["numbers"],
    questionsPerTask: null,
    devPerTask: null,
    priority: 0,
    unreadableLimit: 1,
  };
  const parameters = { decoding: greedy };
  runs = [
    ...(await launchRun(actor, { kind: "individual", models: ["one", "two"], decoding: greedy, ...settings })),
    ...(await launchRun(actor, { kind: "system", method: "majority-vote", models: ["one", "two"], parameters, ...settings })),
  ];
  for (const number of runs) await untilRun(number, ({ state }) => state === "done");
  const vote = await seedSystem("vote-of-two", "majority-vote", [one, two], { ranking: [{ label: one.label, score: 1 / 3, n: 3 }] });
  await seedScoredRun({ of: { system: vote }, scores: [[task, Array.from({ length: 12 }, (_, place) => place / 13)]] });
  await leaser.stop();
  await server.close();
  const { userId: submitterId } = await seedPerson("contributor");
  const odd = 'tab\tline\nreturn\r quote" back\\slash 🎼 \u2028';
  await db().submission.create({ data: { submitterId, hubId: "lab/one", description: odd, checks: { odd, list: [1e-7, 0.1 + 0.2] } } });
  await inTransaction((tx) =>
    enqueue(tx, checkSubmission, { submissionId }, { key: "waits", runAt: new Date("2040-01-01T00:00:00.123Z") }),
  );
  await inTransaction((tx) => enqueue(tx, checkSubmission, { submissionId }, { key: "broken" }));
  await db().$executeRaw`UPDATE graphile_worker._private_jobs SET attempts = 12, last_error = 'the Hub said no' WHERE key = 'broken'`;
  await closeDatabase();
  portal = { client: await open(), dataDirectory: dataFolder("a".repeat(64)), url };
  await writeBackup(portal, whole);
}, 120_000);

afterEach(() => void vi.useRealTimers());
afterAll(async () => {
  await portal.client.end();
  rmSync(scratch, { recursive: true, force: true });
});

it("brings back a destroyed portal, to the byte of every board, page, export and row", async () => {
  const [pages, rows] = [await everyPage(), await everyRow(portal.client)];
  await portal.client.query("DROP SCHEMA public CASCADE; DROP SCHEMA graphile_worker CASCADE; CREATE SCHEMA public");
  const elsewhere = { ...portal, dataDirectory: freshFolder("other") };
  mkdirSync(elsewhere.dataDirectory);
  writeFileSync(join(elsewhere.dataDirectory, "secrets.json"), JSON.stringify({ nextauth: "b".repeat(64), database: "own" }));
  await restoreBackup(elsewhere, whole, false);
  expect(await everyRow(portal.client)).toEqual(rows);
  expect(rows.chores).toHaveLength(2);
  expect(await everyPage()).toBe(pages);
  expect(pages.length).toBeGreaterThan(10_000);
  // Sessions stay valid; the password of this machine's own database stays this machine's.
  const secrets = JSON.parse(readFileSync(join(elsewhere.dataDirectory, "secrets.json"), "utf8"));
  expect(secrets).toEqual({ nextauth: "a".repeat(64), database: "own" });
  expect(statSync(join(elsewhere.dataDirectory, "secrets.json")).mode & 0o077).toBe(0);
  for (const file of ["sha256/ab/weights.safetensors", "empty"])
    expect(readFileSync(join(elsewhere.dataDirectory, "artifacts", file))).toEqual(
      readFileSync(join(portal.dataDirectory, "artifacts", file)),
    );
  // What is numbered goes on behind the last number.
  const model = await db().model.findFirstOrThrow({ where: { slug: "one" } });
  const { number } = await db().run.create({ data: { kind: "individual", modelId: model.id, split: "test" } });
  expect(number).toBeGreaterThan(Math.max(...runs));
  await db().run.delete({ where: { number } });
  await closeDatabase();
}, 120_000);

it("is of one moment, also while people go on writing", async () => {
  const writer = await open();
  let going = true;
  const writing = (async () => {
    for (let number = 0; going; number += 1) {
      await writer.query("BEGIN");
      await writer.query(`INSERT INTO "Pool" (id, digest, name) VALUES (gen_random_uuid(), $1, 'made meanwhile')`, [`m-${number}`]);
      await writer.query(`INSERT INTO "PoolMember" ("poolId", position, "modelId") SELECT p.id, place - 1, m.id FROM "Pool" p,
        (SELECT id, row_number() OVER () AS place FROM "Model") m WHERE p.digest = 'm-${number}'`);
      await writer.query("COMMIT");
    }
    return (await writer.query<{ count: number }>(`SELECT count(*)::int FROM "Pool" WHERE name = 'made meanwhile'`)).rows[0]?.count ?? 0;
  })();
  const target = freshFolder("busy");
  await writeBackup(portal, target);
  going = false;
  const made = await writing;
  await writer.end();
  await restoreBackup(portal, target, true);
  const { rows } = await portal.client.query<{ members: number }>(
    `SELECT count(m."modelId")::int AS members FROM "Pool" p LEFT JOIN "PoolMember" m ON m."poolId" = p.id WHERE p.name = 'made meanwhile' GROUP BY p.id`,
  );
  expect(rows.length).toBeLessThanOrEqual(made);
  expect(rows.every(({ members }) => members === 2)).toBe(true);
  await restoreBackup(portal, whole, true);
});

it("takes no folder that holds something, and none that another backup is written to", async () => {
  await expect(writeBackup(portal, scratch)).rejects.toThrow("is not empty");
  const target = freshFolder("twice");
  mkdirSync(`${target}.unfinished`);
  await expect(writeBackup(portal, target)).rejects.toThrow("another backup is being written");
  expect(statSync(whole).mode & 0o077).toBe(0);
});

const copyOf = () => {
  const folder = freshFolder("copy");
  cpSync(whole, folder, { recursive: true });
  return folder;
};
const flip = (file: string, place: number) => {
  const bytes = readFileSync(file);
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  writeFileSync(file, bytes);
};
async function rewrite(folder: string, change: (manifest: Manifest) => void): Promise<void> {
  const manifest = await readManifest(folder);
  change(manifest);
  await writeManifest(folder, manifest);
}

const hostile: [string, RegExp, (folder: string) => void | Promise<void>][] = [
  [
    "a table that was cut",
    /Result\.jsonl\.gz has \d+ bytes instead of/,
    (folder) => {
      const file = join(folder, "tables/Result.jsonl.gz");
      writeFileSync(file, readFileSync(file).subarray(0, -9));
    },
  ],
  ["a flipped bit in a table", /Generation\.jsonl\.gz was altered/, (folder) => flip(join(folder, "tables/Generation.jsonl.gz"), 40)],
  [
    "a flipped bit in weights",
    /weights\.safetensors was altered/,
    (folder) => flip(join(folder, "artifacts/sha256/ab/weights.safetensors"), 9),
  ],
  ["a missing table", /Model\.jsonl\.gz is missing/, (folder) => rmSync(join(folder, "tables/Model.jsonl.gz"))],
  ["missing secrets", /secrets\.json is missing/, (folder) => rmSync(join(folder, "secrets.json"))],
  ["a file too much", /artifacts\/more does not belong to it/, (folder) => writeFileSync(join(folder, "artifacts/more"), "x")],
  ["no manifest", /no manifest\.json/, (folder) => rmSync(join(folder, "manifest.json"))],
  [
    "a manifest that was cut",
    /is no JSON/,
    (folder) => {
      const file = join(folder, "manifest.json");
      writeFileSync(file, readFileSync(file).subarray(0, 500));
    },
  ],
  [
    "a manifest that was altered",
    /manifest\.json was altered/,
    (folder) => {
      const file = join(folder, "manifest.json");
      writeFileSync(file, readFileSync(file, "utf8").replace(/"rows": (\d+)/, '"rows": 1$1'));
    },
  ],
  [
    "a manifest of another program",
    /another program or version/,
    (folder) => writeFileSync(join(folder, "manifest.json"), '{"backup":true}'),
  ],
  [
    "fewer rows than it says",
    /holds 12 rows instead of 13|rows instead of/,
    (folder) =>
      rewrite(folder, ({ tables }) => {
        const table = tables.find(({ name }) => name === "Question");
        if (table) table.rows += 1;
      }),
  ],
  [
    "a path that leads out of it",
    /another program or version/,
    (folder) =>
      rewrite(folder, ({ files }) => {
        const [file] = files;
        if (file) file.path = "../../etc/passwd";
      }),
  ],
  [
    "a newer version",
    /version 9\.9\.9, whose database is newer/,
    (folder) =>
      rewrite(folder, (manifest) => {
        manifest.version = "9.9.9";
        manifest.migrations.push({ name: "29990101000000_later", checksum: "0".repeat(64) });
      }),
  ],
  [
    "another program's migrations",
    /comes from another program/,
    (folder) =>
      rewrite(folder, ({ migrations }) => {
        const [first] = migrations;
        if (first) first.checksum = "0".repeat(64);
      }),
  ],
  [
    "a history with a gap",
    /schema of the backup cannot be made again/,
    (folder) => rewrite(folder, ({ migrations }) => void migrations.splice(1, 1)),
  ],
  [
    "columns that nothing makes",
    /other tables or columns/,
    (folder) => rewrite(folder, ({ tables }) => void tables[0]?.columns.push("extra")),
  ],
];

it.each(hostile)("refuses %s, and touches nothing", async (_, words, spoil) => {
  const folder = copyOf();
  await spoil(folder);
  const before = await everyRow(portal.client);
  await expect(restoreBackup(portal, folder, true)).rejects.toThrow(words);
  expect(await everyRow(portal.client)).toEqual(before);
});

it("puts back what was there where a row does not fit", async () => {
  const before = await everyRow(portal.client);
  // A whole backup of a database whose rows lost what they refer to.
  await portal.client.query(`BEGIN; ALTER TABLE "Result" DROP CONSTRAINT "Result_questionId_fkey"; UPDATE "Result" SET "questionId" = gen_random_uuid()
    WHERE "runId" = (SELECT id FROM "Run" LIMIT 1)`);
  const broken = freshFolder("broken");
  const reader = {
    query: (sql: string, values?: unknown[]) => portal.client.query(/^(BEGIN|ROLLBACK)/.test(sql) ? "SELECT 1" : sql, values),
  };
  await writeBackup({ ...portal, client: reader as unknown as Client }, broken);
  await portal.client.query("ROLLBACK");
  await expect(restoreBackup(portal, broken, true)).rejects.toThrow("violates foreign key");
  expect(await everyRow(portal.client)).toEqual(before);
});

it("asks before it replaces, and refuses while somebody is connected", async () => {
  await expect(restoreBackup(portal, whole, false)).rejects.toThrow("--replace");
  const other = await open();
  await expect(restoreBackup(portal, whole, true)).rejects.toThrow("is in use");
  await other.end();
});

it("goes on where a restore was interrupted, from what was there before it", async () => {
  const before = await everyRow(portal.client);
  await portal.client.query("ALTER SCHEMA public RENAME TO before_restore; CREATE SCHEMA public; CREATE TABLE public.half (id int)");
  const folder = copyOf();
  await restoreBackup(portal, folder, false);
  expect(await everyRow(portal.client)).toEqual(before);
  expect((await portal.client.query("SELECT 1 FROM pg_namespace WHERE nspname LIKE 'before%'")).rowCount).toBe(0);
});

it("brings a backup of an earlier version to the schema of this one", async () => {
  await portal.client.query(`CREATE DATABASE earlier_${process.pid}`);
  const earlier = new URL(url);
  earlier.pathname = `/earlier_${process.pid}`;
  const names = (await ownMigrations()).map(({ name }) => name);
  await migrate(earlier.href, new Set(names.slice(0, 5)));
  const client = await open(earlier.href);
  await client.query(`INSERT INTO "User" (id, name, email) VALUES (gen_random_uuid(), 'Early', 'early@example.org')`);
  const folder = freshFolder("earlier");
  const { migrations } = await writeBackup({ client, dataDirectory: portal.dataDirectory }, folder);
  expect(migrations).toHaveLength(5);
  await client.query("DROP SCHEMA public CASCADE; DROP SCHEMA graphile_worker CASCADE; CREATE SCHEMA public");
  await restoreBackup({ client, url: earlier.href, dataDirectory: portal.dataDirectory }, folder, false);
  expect((await client.query(`SELECT name FROM "User"`)).rows).toEqual([{ name: "Early" }]);
  expect((await client.query(`SELECT count(*)::int AS count FROM "_prisma_migrations"`)).rows[0]).toEqual({ count: names.length });
  await client.end();
  await portal.client.query(`DROP DATABASE earlier_${process.pid} WITH (FORCE)`);
});

it.skipIf(process.platform !== "linux" || process.getuid?.() !== 0)(
  "says that the disk is full, and leaves no half of a backup",
  async () => {
    const small = freshFolder("small");
    mkdirSync(small);
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=256k", "tmpfs", small]);
    try {
      await expect(writeBackup(portal, join(small, "full"))).rejects.toMatchObject({ code: "ENOSPC" });
      expect(readdirSync(small)).toEqual([]);
    } finally {
      execFileSync("umount", [small]);
    }
    expect(existsSync(whole)).toBe(true);
  },
);
