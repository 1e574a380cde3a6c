import { setTimeout as wait } from "node:timers/promises";
import { type Listener, listen } from "@/lib/db/listen";
import { log } from "@/lib/log";
import { clusterAway } from "@/lib/metrics";
import { type Cluster, ClusterAway } from "../cluster";
import { jobsChannel } from "../state/move-job";
import { Election } from "./election";
import { JobWatch } from "./job-watch";
import { type Patience, usualPatience } from "./judge-job";
import { keepJobs } from "./keep-jobs";

/** Seconds between two looks while no job is open, and between two tries to become the keeper. */
const idleSeconds = 30;
const electionSeconds = 5;
const longestPause = 60;
/** Seconds that stopping waits for a look that is under way. */
const stopSeconds = 5;

/** Looks after the jobs of one cluster. Every worker has one; the one that is elected acts. Survives any loss of database and cluster. */
export class Keeper {
  readonly #cluster: Cluster;
  readonly #patience: Patience;
  readonly #election: Election;
  readonly #watch = new JobWatch();
  readonly #stopping = new AbortController();
  #wake = Promise.withResolvers<void>();
  #awayInARow = 0;
  #listener: Listener | undefined;
  #loop: Promise<void> = Promise.resolve();

  constructor(cluster: Cluster, patience: Patience = usualPatience) {
    this.#cluster = cluster;
    this.#patience = patience;
    this.#election = new Election(cluster.name);
  }

  start(): void {
    this.#listener = listen([jobsChannel], () => this.#wake.resolve());
    this.#loop = this.#keep();
  }

  /** Stops looking. Jobs go on, and the next keeper attaches to them again. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake.resolve();
    // A command of a cluster that is away may take longer than the worker has; what it finds out is not lost.
    await Promise.all([this.#listener?.close(), Promise.race([this.#loop, wait(stopSeconds * 1_000, undefined, { ref: false })])]);
    await this.#election.close();
    await this.#cluster.close();
  }

  async #keep(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      this.#wake = Promise.withResolvers();
      const { seconds, mayWake } = await this.#lookOnce();
      // Whoever wants something wakes an idle keeper, and asks no cluster more often than it is asked anyway, nor one that is away.
      const atLeast = mayWake ? Math.min(seconds, this.#cluster.lookSeconds) : seconds;
      await this.#sleep(atLeast);
      if (atLeast < seconds) await Promise.race([this.#wake.promise, this.#sleep(seconds - atLeast)]);
    }
  }

  async #sleep(seconds: number): Promise<void> {
    await wait(seconds * 1_000, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
  }

  async #lookOnce(): Promise<{ seconds: number; mayWake: boolean }> {
    try {
      if (!(await this.#election.holds())) return { seconds: electionSeconds, mayWake: false };
      const open = await keepJobs(this.#cluster, this.#watch, this.#patience);
      if (this.#awayInARow > 0) log.info({ cluster: this.#cluster.name, part: "cluster" }, "the cluster answers again");
      this.#awayInARow = 0;
      clusterAway.set({ cluster: this.#cluster.name }, 0);
      return { seconds: open > 0 ? this.#cluster.lookSeconds : idleSeconds, mayWake: true };
    } catch (error) {
      if (!(error instanceof ClusterAway)) {
        log.warn({ err: error, part: "cluster" }, "jobs could not be looked after now, and are tried again");
        return { seconds: electionSeconds, mayWake: false };
      }
      return this.#pauseForCluster(error);
    }
  }

  /** The breaker: the longer the cluster is away, the less it is asked. No job moves meanwhile. */
  #pauseForCluster(error: ClusterAway): { seconds: number; mayWake: boolean } {
    this.#awayInARow += 1;
    clusterAway.set({ cluster: this.#cluster.name }, 1);
    const seconds = Math.min(longestPause, this.#cluster.lookSeconds * 2 ** Math.min(this.#awayInARow - 1, 6));
    log.warn(
      { cluster: this.#cluster.name, error: error.message, seconds, part: "cluster" },
      "the cluster is away; its jobs stay as they are",
    );
    return { seconds, mayWake: false };
  }
}
