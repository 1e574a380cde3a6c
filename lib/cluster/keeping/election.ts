import { Pool, type PoolClient } from "pg";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

/** Milliseconds. */
const patience = { connectionTimeoutMillis: 15_000, query_timeout: 15_000 };

/** Which of many processes looks after a cluster: whoever holds its advisory lock. It goes to another one when its connection ends. */
export class Election {
  /** It rests between two looks, so silence is no sign of death; only a question that stays without an answer is. */
  readonly #pool = new Pool({ connectionString: env().DATABASE_URL, max: 1, keepAlive: true, ...patience });
  readonly #name: string;
  #client: PoolClient | undefined;
  #isHeld = false;

  constructor(name: string) {
    this.#name = name;
  }

  /** Whether this process is the one, now; asks for the lock where it is free. */
  async holds(): Promise<boolean> {
    try {
      this.#client ??= await this.#connect();
      if (this.#isHeld) {
        // A connection that broke has lost the lock with it.
        await this.#client.query("SELECT 1");
        return true;
      }
      const { rows } = await this.#client.query<{ held: boolean }>("SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS held", [
        `cluster:${this.#name}`,
      ]);
      this.#isHeld = rows[0]?.held === true;
      return this.#isHeld;
    } catch (error) {
      this.#drop();
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#drop();
    await this.#pool.end();
  }

  async #connect(): Promise<PoolClient> {
    const client = await this.#pool.connect();
    client.on("error", (error) => {
      log.warn({ error: error.message, part: "cluster" }, "the connection that holds the lock of the cluster broke");
      if (this.#client === client) this.#drop();
    });
    return client;
  }

  #drop(): void {
    this.#isHeld = false;
    this.#client?.release(true);
    this.#client = undefined;
  }
}
