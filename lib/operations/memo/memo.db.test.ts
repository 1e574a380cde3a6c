import { randomBytes, randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { afterEach, expect, it, vi } from "vitest";
import { z } from "zod";
import { db } from "@/lib/db/client";
import { pool } from "@/lib/db/pool";
import { env } from "@/lib/env";
import { Memo, type NewGeneration } from "./memo";

const modelId = randomUUID();
const memo = new Memo(pool());

const asked = { frame: null, texts: new Map<string, string>(), sample: 0, quotes: "", quoteLimit: null };

function generation(text: string, key = randomBytes(32).toString("hex")): NewGeneration {
  const answer = { text, finishReason: "stop", promptTokens: 3, completionTokens: 2, endpoint: "lab" } as const;
  return { key, modelId, ...answer, engine: "test", ...asked };
}

const statement = z.object({ name: z.string(), values: z.array(z.array(z.unknown())) });

/** Listens to the statements of the memo: how many rows or keys each of this name carried. */
function listenToStatements(): (name: string) => number[] {
  const asked = vi.spyOn(pool(), "query");
  return (wanted) => {
    const statements = asked.mock.calls.map(([one]) => statement.parse(one));
    return statements.flatMap(({ name, values }) => (name === wanted ? (values[0]?.length ?? 0) : []));
  };
}

afterEach(() => {
  vi.restoreAllMocks();
});

/** What another connection sees: only what is committed. */
async function seenFromOutside(key: string): Promise<string | undefined> {
  const client = new Client({ connectionString: env().DATABASE_URL });
  await client.connect();
  try {
    const { rows } = await client.query<{ text: string }>('SELECT text FROM "Generation" WHERE key = $1', [Buffer.from(key, "hex")]);
    return rows[0]?.text;
  } finally {
    await client.end();
  }
}

it("acknowledges an answer only when it is committed", async () => {
  const row = generation("Lima");
  await memo.storeGeneration(row);
  expect(await seenFromOutside(row.key)).toBe("Lima");
});

it("gives every writer of one key the text that was stored first", async () => {
  const key = randomBytes(32).toString("hex");
  expect(await memo.storeGeneration(generation("first", key))).toMatchObject({ text: "first" });
  expect(await memo.storeGeneration(generation("second", key))).toMatchObject({ text: "first" });
  expect(await db().generation.count({ where: { key: Buffer.from(key, "hex") } })).toBe(1);
});

it("waits for a writer who was faster and has not committed yet, and takes over its text", async () => {
  const row = generation("ours");
  const other = new Client({ connectionString: env().DATABASE_URL });
  await other.connect();
  await other.query("BEGIN");
  await other.query(
    `INSERT INTO "Generation" (key, text, "finishReason", "promptTokens", "completionTokens", engine) VALUES ($1, 'theirs', 'length', 3, 9, 'other')`,
    [Buffer.from(row.key, "hex")],
  );
  const stored = memo.storeGeneration(row);
  // By now our insert waits for the other transaction to end.
  await wait(200);
  await other.query("COMMIT");
  await other.end();
  expect(await stored).toEqual({ text: "theirs", finishReason: "length", promptTokens: 3, completionTokens: 9, endpoint: null });
});

it("settles a race of many writers over the same keys on one text per key", async () => {
  const keys = Array.from({ length: 50 }, () => randomBytes(32).toString("hex"));
  const texts = await Promise.all(
    keys.flatMap((key) => [0, 1, 2, 3].map(async (writer) => (await memo.storeGeneration(generation(`writer ${writer}`, key))).text)),
  );
  for (const [place, key] of keys.entries()) {
    const heard = new Set(texts.slice(4 * place, 4 * place + 4));
    expect(heard.size).toBe(1);
    expect(heard).toContain(await seenFromOutside(key));
  }
});

it("finds what is stored among what is not, in order", async () => {
  const stored = await Promise.all(
    Array.from({ length: 1_200 }, async (_, place) => {
      const row = generation(`text ${place}`);
      await memo.storeGeneration(row);
      return row;
    }),
  );
  const keys = stored.flatMap(({ key }) => [key, randomBytes(32).toString("hex")]);
  const answers = await Promise.all(keys.map((key) => memo.readGeneration(key)));
  expect(answers.map((answer) => answer?.text ?? null)).toEqual(stored.flatMap((row) => [row.text, null]));
});

it("keeps every character that Postgres can hold and replaces the two kinds that it cannot", async () => {
  const raw = `a\u0000b\uD800c \\box{é漢😀}\n\t<think>`;
  const row = generation(raw);
  const kept = await memo.storeGeneration(row);
  expect(kept.text).toBe("a\uFFFDb\uFFFDc \\box{é漢😀}\n\t<think>");
  expect(await memo.readGeneration(row.key)).toEqual(kept);
});

it("tells the failure of a batch to everybody in it, and goes on afterwards", async () => {
  const broken = { ...generation("never stored"), modelId: "not a uuid" };
  await expect(memo.storeGeneration(broken)).rejects.toThrow();
  expect(await memo.readGeneration(broken.key)).toBeNull();
  expect((await memo.storeGeneration(generation("stored"))).text).toBe("stored");
});

it("stores an answer again whose faster twin was deleted before it could be read", async () => {
  const row = generation("ours");
  await memo.storeGeneration(generation("theirs", row.key));
  const execute = pool().query.bind(pool());
  const asked = vi.spyOn(pool(), "query").mockImplementation(async (one: unknown) => {
    if (statement.safeParse(one).data?.name === "memo-select") {
      asked.mockRestore();
      await execute('DELETE FROM "Generation" WHERE key = $1', [Buffer.from(row.key, "hex")]);
    }
    return await Reflect.apply(execute, undefined, [one]);
  });
  const [kept, other] = await Promise.all([memo.storeGeneration(row), memo.storeGeneration(generation("another"))]);
  expect([kept.text, other.text]).toEqual(["ours", "another"]);
  expect(await seenFromOutside(row.key)).toBe("ours");
});

it("keeps the first decision about the quotes of a request, and asks for many in one statement", async () => {
  const keys = Array.from({ length: 300 }, () => randomBytes(32).toString("hex"));
  const sizes = listenToStatements();
  expect(await Promise.all(keys.map((key) => memo.readFit(key)))).toEqual(keys.map(() => null));
  expect(await Promise.all(keys.map((key, place) => memo.keepFit({ key, quoteLimit: place })))).toEqual(keys.map((_, place) => place));
  expect(sizes("memo-keep-fits")).toEqual([200, 100]);
  expect(sizes("memo-fits")[0]).toBe(300);
  expect(await memo.keepFit({ key: keys[7] ?? "", quoteLimit: 9_999 })).toBe(7);
  expect(await Promise.all(keys.map((key) => memo.readFit(key)))).toEqual(keys.map((_, place) => place));
});

it("looks up what is asked for together in statements of a thousand keys", async () => {
  const sizes = listenToStatements();
  const keys = Array.from({ length: 2_300 }, () => randomBytes(32).toString("hex"));
  await Promise.all(keys.map((key) => memo.readGeneration(key)));
  expect(sizes("memo-select")).toEqual([1_000, 1_000, 300]);
});

it("stores two hundred answers in one statement, and fewer when the first of them has waited for fifty milliseconds", async () => {
  const sizes = listenToStatements();
  await Promise.all(Array.from({ length: 450 }, () => memo.storeGeneration(generation("together"))));
  expect(sizes("memo-insert")).toEqual([200, 200, 50]);
  const startedAt = performance.now();
  await memo.storeGeneration(generation("alone"));
  expect(performance.now() - startedAt).toBeGreaterThan(45);
  expect(sizes("memo-insert")).toEqual([200, 200, 50, 1]);
});
