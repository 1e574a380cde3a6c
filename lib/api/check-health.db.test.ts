import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { closeDatabase } from "@/lib/db/client";
import { env } from "@/lib/env";
import { findFreePort } from "@/prisma/free-port";
import { checkHealth } from "./check-health";

/** A model server that has no model loaded. */
const empty = createServer((_, response) => {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ object: "list", data: [] }));
});
afterAll(() => void empty.close());

beforeAll(async () => {
  await new Promise<void>((done) => empty.listen(0, "127.0.0.1", done));
  const address = (port: number) => `http://127.0.0.1:${port}`;
  process.env.ENDPOINTS = JSON.stringify([
    { name: "away", url: address(await findFreePort()) },
    { name: "empty", url: address((empty.address() as AddressInfo).port) },
  ]);
  process.env.SCORERS = JSON.stringify({ reward: { url: address(await findFreePort()), model: "judge" } });
});

it("names model servers and scorers that are away or list nothing, and is degraded, not down, while the database answers", async () => {
  const { status, checks } = await checkHealth();
  expect(status).toBe("degraded");
  expect(Object.fromEntries(checks.map(({ name, detail }) => [name, detail]))).toMatchObject({
    database: "answers",
    "model server away": "does not answer",
    "model server empty": "serves 0 models",
    "scorer reward": "does not answer",
  });
});

it("is down only without its database", async () => {
  const address = process.env.DATABASE_URL;
  await closeDatabase();
  const away = new URL(address ?? "");
  away.port = String(await findFreePort());
  Object.assign(env(), { DATABASE_URL: away.href });
  try {
    expect(await checkHealth()).toMatchObject({ status: "down", checks: [{ name: "database", ok: false }, {}, {}, {}, {}] });
  } finally {
    await closeDatabase();
    Object.assign(env(), { DATABASE_URL: address });
  }
});
