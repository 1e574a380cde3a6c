import { type ChildProcess, fork } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";
import { findFreePort } from "@/prisma/free-port";
import { migrate } from "@/prisma/migrate";

/** What each way to stop sends to the server: a clean shutdown, an unclean one, and a pulled plug. */
const signals = { fast: "SIGINT", immediate: "SIGQUIT", kill: "SIGKILL" } as const;
export type PostgresStop = keyof typeof signals;

/** A Postgres for one test file alone, which may be stopped in any way and started again on the same data. */
export class OwnPostgres {
  readonly #directory = join(tmpdir(), `polyphony-chaos-${randomUUID()}`);
  readonly #port: number;
  #keeper: ChildProcess | null = null;

  private constructor(port: number) {
    this.#port = port;
  }

  /** A fresh one with the newest schema. */
  static async create(): Promise<OwnPostgres> {
    const postgres = new OwnPostgres(await findFreePort());
    await postgres.#start(true);
    await migrate(postgres.url);
    return postgres;
  }

  get url(): string {
    return `postgresql://polyphony:test@127.0.0.1:${this.#port}/chaos`;
  }

  /** After a pulled plug the server's children need a moment to notice; until then it refuses to start. */
  async start(): Promise<void> {
    const giveUpAt = performance.now() + 20_000;
    for (;;) {
      try {
        return await this.#start(false);
      } catch (error) {
        if (performance.now() > giveUpAt) throw error;
        await wait(200);
      }
    }
  }

  async stop(how: PostgresStop): Promise<void> {
    const pid = Number(readFileSync(join(this.#directory, "postmaster.pid"), "utf8").split("\n")[0]);
    // The keeper would wait for a server that it did not stop itself.
    this.#keeper?.kill("SIGKILL");
    this.#keeper = null;
    process.kill(pid, signals[how]);
    while (isAlive(pid)) await wait(20);
  }

  /** Whoever writes to this table waits; reading goes on. @returns ends that */
  async holdWrites(table: "Generation"): Promise<() => Promise<void>> {
    const client = new Client(this.url);
    await client.connect();
    await client.query("BEGIN");
    await client.query(`LOCK TABLE "${table}" IN SHARE MODE`);
    return () => client.end();
  }

  async remove(): Promise<void> {
    if (this.#keeper) await this.stop("immediate");
    rmSync(this.#directory, { recursive: true, force: true });
  }

  async #start(fresh: boolean): Promise<void> {
    const keeper = fork(join(process.cwd(), "bin/stack/keep-postgres.ts"), {
      execArgv: ["--import", "tsx"],
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    keeper.send({
      directory: this.#directory,
      port: this.#port,
      password: "test",
      fresh,
      temporary: false,
      database: "chaos",
      postgresFlags: ["-c", "max_connections=60"],
    });
    const [answer] = (await once(keeper, "message")) as [{ url: string } | { failure: string }];
    if ("failure" in answer) throw new Error(answer.failure);
    this.#keeper = keeper;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
