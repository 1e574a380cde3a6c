import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { Client } from "pg";
import type { TestProject } from "vitest/node";
import { startEmbedded } from "@/prisma/embedded";
import { findFreePort } from "@/prisma/free-port";
import { migrate } from "@/prisma/migrate";

declare module "vitest" {
  export interface ProvidedContext {
    /** Address of the server's maintenance database; test databases are cloned from `template_polyphony`. */
    databaseServer: string;
  }
}

/** Vitest's global set-up of the database tests: one real Postgres, one migrated template. */
export default async function startCluster(project: TestProject): Promise<() => Promise<void>> {
  const directory = join(tmpdir(), `polyphony-test-${process.pid}`);
  const server = await startEmbedded({
    directory,
    port: await findFreePort(),
    password: "test",
    fresh: true,
    temporary: true,
    postgresFlags: ["-c", "fsync=off", "-c", "max_connections=200"],
  });
  await server.createDatabase("template_polyphony");
  await migrate(server.url("template_polyphony"));
  await untilUnused(server.url("postgres"), "template_polyphony");
  project.provide("databaseServer", server.url("postgres"));
  return () => server.stop();
}

/** A database can be cloned only while nobody is connected to it. */
async function untilUnused(connectionString: string, name: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const busy = async () => (await client.query("SELECT 1 FROM pg_stat_activity WHERE datname = $1", [name])).rowCount !== 0;
    while (await busy()) await setTimeout(20);
  } finally {
    await client.end();
  }
}
