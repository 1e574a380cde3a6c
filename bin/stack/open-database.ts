import { Client } from "pg";
import { startDatabase } from "./database";
import { portalEnvironment } from "./environment";
import { findDatabase } from "./find-database";
import { holderOf, holdLock } from "./lock";
import { readSettings, type Settings } from "./settings";
import { Trouble } from "./step";

export interface OpenDatabase {
  client: Client;
  url: string;
  dataDirectory: string;
}

/**
 * Works on the portal's database: DATABASE_URL, the embedded one of a portal that is up, or the embedded one started for this alone.
 * @param mayBeUp whether the portal may be up meanwhile
 */
export async function withOpenDatabase<T>(mayBeUp: boolean, work: (database: OpenDatabase) => Promise<T>): Promise<T> {
  const settings = readSettings();
  const holder = holderOf(settings.dataDirectory);
  if (holder !== null && !mayBeUp) throw new Trouble(`Polyphony runs here (process ${holder}). Stop it first: kill ${holder}`);
  const stops: (() => Promise<void> | void)[] = [];
  try {
    // Beside a database of one's own, whose portal may be up without a lock, a backup needs none.
    if (holder === null && !(mayBeUp && process.env.DATABASE_URL)) stops.push(holdLock(settings.dataDirectory));
    const url = holder === null ? (await startDatabase(settings, (stop) => stops.push(stop))).url : findDatabase(settings);
    Object.assign(process.env, portalEnvironment(settings, { databaseUrl: url, zooPort: null }));
    return await connected(url, settings, work);
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

async function connected<T>(url: string, { dataDirectory }: Settings, work: (database: OpenDatabase) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, application_name: "polyphony-backup" });
  // It is told by the statement that fails.
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await work({ client, url, dataDirectory });
  } finally {
    await client.end();
  }
}
