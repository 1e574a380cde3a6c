import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { lacksCluster } from "@/prisma/cluster-files";
import { say, Trouble } from "./step";
import { stopLeftPostgres } from "./stop-left-postgres";

type Answer = { url: string } | { failure: string };

/** An embedded Postgres in a process of its own, started again on its port whenever it ends unasked. */
export class KeptPostgres {
  private keeper: ChildProcess | null = null;
  private stopping = false;

  constructor(private readonly options: { directory: string; port: number; password: string }) {}

  /**
   * @returns its address
   * @throws Trouble with what Postgres says
   */
  async start(): Promise<string> {
    const { directory } = this.options;
    await stopLeftPostgres(directory);
    const keeper = fork(join(import.meta.dirname, "keep-postgres.ts"), {
      execArgv: ["--import", "tsx"],
      detached: true,
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    this.keeper = keeper;
    keeper.send({ ...this.options, database: "polyphony", fresh: lacksCluster(directory), temporary: false });
    const answer = await answerOf(keeper);
    if ("failure" in answer) throw new Trouble(answer.failure);
    if (hasEnded(keeper)) void this.recover();
    else keeper.once("exit", () => void this.recover());
    return answer.url;
  }

  /** Waits for the server's own end, also where it is only just starting. */
  async stop(): Promise<void> {
    this.stopping = true;
    const keeper = this.keeper;
    if (!keeper || hasEnded(keeper)) return;
    const gone = new Promise((done) => keeper.once("exit", done));
    if (keeper.connected) keeper.disconnect();
    await gone;
  }

  private async recover(): Promise<void> {
    if (this.stopping) return;
    say("  The database ended; starting it again");
    for (let tries = 1; ; tries += 1) {
      await sleep(Math.min(500 * tries, 5_000));
      if (this.stopping) return;
      try {
        await this.start();
        return say("  The database is back");
      } catch (error) {
        // Each reason would be a screen of text every five seconds: at first, then at ever longer distances.
        if (!this.stopping && Number.isInteger(Math.log2(tries)))
          say(`  The database does not start; it is tried again until it does. ${(error as Error).message}`);
      }
    }
  }
}

function answerOf(keeper: ChildProcess): Promise<Answer> {
  let said = "";
  keeper.stderr?.on("data", (data: Buffer) => {
    said = (said + data).slice(-4_000);
  });
  return new Promise((done) => {
    keeper.once("message", (message) => done(message as Answer));
    keeper.once("error", (error) => done({ failure: `The database process could not be started: ${error.message}` }));
    keeper.once("exit", async (code, signal) => {
      // Its last words may still be on their way.
      await sleep(100);
      done({ failure: `The database process ended (${signal ?? code}) before it was ready.\n${said}` });
    });
  });
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
