import { fork } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { findFreePort } from "@/prisma/embedded";
import { databaseDirectory, type Settings } from "./settings";
import { Trouble } from "./step";

export interface RunningDatabase {
  url: string;
  /** For the terminal: where the data is. */
  description: string;
  stop(): Promise<void>;
}

/** The database of DATABASE_URL when that is set, else an embedded Postgres with its data in the data folder. */
export async function startDatabase(settings: Settings): Promise<RunningDatabase> {
  const given = process.env.DATABASE_URL;
  if (given) {
    await expectReachable(given);
    return { url: given, description: `at ${new URL(given).host}, from DATABASE_URL`, stop: async () => undefined };
  }
  const directory = databaseDirectory(settings.dataDirectory);
  mkdirSync(dirname(directory), { recursive: true });
  await stopOrphan(directory);
  const fresh = !existsSync(join(directory, "PG_VERSION"));
  const port = await findFreePort();
  return keepPostgres({ directory, port, password: settings.secrets.database, fresh, temporary: false, database: "polyphony" });
}

async function keepPostgres(options: Record<string, unknown>): Promise<RunningDatabase> {
  const keeper = fork(join(import.meta.dirname, "keep-postgres.ts"), {
    execArgv: ["--import", "tsx"],
    detached: true,
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  const gone = new Promise<void>((done) => keeper.once("exit", () => done()));
  keeper.send(options);
  const answer = await new Promise<{ url: string } | { failure: string }>((done) => {
    keeper.once("message", (message) => done(message as { url: string } | { failure: string }));
    keeper.once("exit", (code) => done({ failure: `The database process ended (${code}) before it was ready.` }));
  });
  if ("failure" in answer) throw new Trouble(answer.failure);
  const stop = () => {
    if (keeper.connected) keeper.disconnect();
    return gone;
  };
  return { url: answer.url, description: `embedded, port ${new URL(answer.url).port}`, stop };
}

/** A server left behind by a start that was killed still holds the files; it is asked to shut down. */
async function stopOrphan(directory: string): Promise<void> {
  const file = join(directory, "postmaster.pid");
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, "utf8").split("\n")[0]);
  const isOurs = () => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(directory);
    } catch {
      return false;
    }
  };
  if (!isOurs()) return;
  process.kill(pid, "SIGINT");
  for (let waited = 0; waited < 20_000 && isOurs(); waited += 100) await sleep(100);
  if (isOurs()) throw new Trouble(`A Postgres from an earlier start (process ${pid}) does not stop. End it with: kill ${pid}`);
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
