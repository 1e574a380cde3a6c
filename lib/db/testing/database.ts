import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, inject } from "vitest";
import { closeDatabase } from "../client";

/** Vitest's set-up of each database test file: a database of its own, cloned from the migrated template. */
const server = new URL(inject("databaseServer"));
const name = `test_${randomUUID().replaceAll("-", "")}`;

async function onServer(sql: string): Promise<void> {
  const client = new Client({ connectionString: server.href });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

const own = new URL(server);
own.pathname = `/${name}`;
process.env.DATABASE_URL = own.href;
process.env.NEXTAUTH_URL = "http://127.0.0.1:3000";
process.env.NEXTAUTH_SECRET = "a secret that only tests know, 32+ characters";

beforeAll(() => onServer(`CREATE DATABASE ${name} TEMPLATE template_polyphony`));

afterAll(async () => {
  await closeDatabase();
  await onServer(`DROP DATABASE ${name} WITH (FORCE)`);
});
