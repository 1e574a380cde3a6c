import { createHash, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { awaitJob, type EndedJob, JobNews } from "../await-job";
import type { Cluster } from "../cluster";
import { attemptFolder } from "../folder/prepare-attempt";
import { type Execution, readExecutions } from "../folder/sentinels";
import type { Patience } from "../keeping/judge-job";
import { Keeper } from "../keeping/keeper";
import { type NewJob, submitJob } from "../submit-job";

export const program = join(import.meta.dirname, "program.py");
export const tester = systemActor("test");

/** Seconds that only end what would never end: a busy machine takes twenty times as long as a quiet one. */
const endless = 300;

/** Short, because nothing here is on another machine; what is listed nowhere and left nothing is lost after 20 seconds. */
export const testPatience: Patience = { silentSeconds: 45, missingSeconds: 20, explainSeconds: 20, graceSeconds: 2, cancelAgainSeconds: 4 };

export interface Request {
  steps?: number;
  stepSeconds?: number;
  checkpoints?: boolean;
  refuse?: string;
  exit?: number;
  die?: number;
  deaf?: boolean;
  child?: boolean;
  megabytes?: number;
  /** Megabytes to write. */
  fill?: number;
  noResult?: boolean;
  seed?: number;
}

/** One cluster with a keeper, and what a test asks of it. */
export class JobWorld {
  readonly folder: string;
  readonly news = new JobNews();
  readonly #open: () => Cluster;
  readonly #patience: Patience;
  cluster: Cluster;
  #keeper: Keeper | null = null;

  constructor(folder: string, open: () => Cluster, patience: Patience = testPatience) {
    this.folder = folder;
    this.#open = open;
    this.#patience = patience;
    this.cluster = open();
    this.startKeeper();
  }

  /** The keeper of another worker, which has seen nothing of what was before. */
  startKeeper(): void {
    this.cluster = this.#open();
    this.#keeper = new Keeper(this.cluster, this.#patience);
    this.#keeper.start();
  }

  async stopKeeper(): Promise<void> {
    await this.#keeper?.stop();
    this.#keeper = null;
  }

  async changeKeeper(): Promise<void> {
    await this.stopKeeper();
    this.startKeeper();
  }

  async close(): Promise<void> {
    await this.stopKeeper();
    await this.news.close();
  }

  /** Asks for a job of the test program. @returns its name */
  submit(request: Request, changes: Partial<NewJob> = {}): Promise<string> {
    const name = createHash("sha256").update(randomUUID()).digest("hex");
    const job: NewJob = { name, purpose: "train", command: ["python3", program], request: { ...request }, memoryMb: 256, seconds: 600 };
    return submitJob(tester, { cluster: this.cluster.name, folder: this.folder }, { ...job, ...changes });
  }

  ended(name: string, seconds = endless): Promise<EndedJob> {
    return awaitJob(this.news, name, AbortSignal.timeout(seconds * 1_000));
  }

  job(name: string) {
    return db().job.findUniqueOrThrow({ where: { name }, include: { events: { orderBy: { id: "asc" } } } });
  }

  async until(what: string, holds: () => Promise<boolean>, seconds = endless): Promise<void> {
    const giveUpAt = performance.now() + seconds * 1_000;
    while (!(await holds())) {
      if (performance.now() > giveUpAt) throw new Error(`Not within ${seconds} s: ${what}.`);
      await wait(100);
    }
  }

  untilRunning(name: string, seconds = endless): Promise<void> {
    return this.until("the job runs", async () => (await this.job(name)).state === "running", seconds);
  }

  /** Until the program has written a line of progress in the present attempt. */
  async untilWorking(name: string, seconds = endless): Promise<Execution> {
    let found: Execution | undefined;
    await this.until(
      "the program works",
      async () => {
        found = (await this.executions(name)).at(-1);
        return found !== undefined && (await progressOf(found)) > 0;
      },
      seconds,
    );
    if (!found) throw new Error("There is no execution.");
    return found;
  }

  async executions(name: string): Promise<Execution[]> {
    const { folder, attempt, nonce } = await this.job(name);
    return readExecutions(attemptFolder(folder, attempt), nonce);
  }
}

async function progressOf({ folder }: Execution): Promise<number> {
  const text = await readFile(join(folder, "progress.jsonl"), "utf8").catch(() => "");
  return text.split("\n").length - 1;
}
