import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { Client } from "pg";
import { findFreePort } from "@/prisma/free-port";
import { KeptPostgres } from "./kept-postgres";
import { databaseDirectory, type Settings } from "./settings";
import { Trouble } from "./step";

export interface RunningDatabase {
  url: string;
  /** For the terminal: where the data is. */
  description: string;
}

/**
 * The database of DATABASE_URL when that is set, else an embedded Postgres with its data in the data folder.
 * @param onStarting told how to stop it before it is begun, so that no moment of the start is without
 */
export async function startDatabase(settings: Settings, onStarting: (stop: () => Promise<void>) => void): Promise<RunningDatabase> {
  const given = process.env.DATABASE_URL;
  if (given) {
    await expectReachable(given);
    return { url: given, description: `at ${new URL(given).host}, from DATABASE_URL` };
  }
  const directory = databaseDirectory(settings.dataDirectory);
  mkdirSync(dirname(directory), { recursive: true });
  const postgres = new KeptPostgres({ directory, port: await findFreePort(), password: settings.secrets.database });
  onStarting(() => postgres.stop());
  const url = await postgres.start();
  return { url, description: `embedded, port ${new URL(url).port}` };
}

async function expectReachable(url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    await client.end();
  } catch (error) {
    throw new Trouble(
      `The database of DATABASE_URL does not answer: ${(error as Error).message}\nStart it or correct the address; without DATABASE_URL an embedded one is used.`,
    );
  }
}
