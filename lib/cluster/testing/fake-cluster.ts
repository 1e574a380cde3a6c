import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { harmlessEnvironment } from "@/lib/env";
import { type Cluster, ClusterAway, type ClusterNode, type JobOrder, type Sighting, type Submission } from "../cluster";

interface FakeJob {
  order: JobOrder;
  sighting: Sighting;
  process: ChildProcess | null;
  /** Started again when it has ended. */
  requeues: boolean;
}

const wrapper = fileURLToPath(new URL("../wrapper.py", import.meta.url));

/** A cluster that does what a test tells it, also what a real one does once in a year. Its jobs are real processes. It outlives its keepers. */
export class FakeCluster implements Cluster {
  readonly name = "fake";
  readonly lookSeconds = 0.3;
  readonly enforcesLimits = false;
  /** May be shared by several, which are then doors to one cluster. */
  readonly jobs: Map<string, FakeJob>;
  /** Does not answer, and what is asked of it does not happen. */
  isAway = false;
  /** So many submissions happen, and the answer says that nobody knows. */
  ambiguous = 0;
  /** So many submissions do not happen, and the answer says that nobody knows. */
  dropped = 0;
  refusal: string | null = null;
  /** Jobs wait until this is set. */
  isBusy = false;
  looks = 0;

  constructor(jobs = new Map<string, FakeJob>()) {
    this.jobs = jobs;
  }

  async submit(order: JobOrder): Promise<Submission> {
    this.#answer();
    if (this.refusal !== null) return { kind: "refused", message: this.refusal };
    if (this.dropped > 0) {
      this.dropped -= 1;
      throw new ClusterAway("Socket timed out");
    }
    const id = String(this.jobs.size + 1);
    const { name, attempt, nonce } = order;
    const nothing = { reason: "RESOURCES", words: "PENDING", node: null, restarts: 0, exitMayCome: false } as const;
    this.jobs.set(id, { order, process: null, requeues: false, sighting: { id, name, attempt, nonce, phase: "waits", ...nothing } });
    this.#startNext();
    if (this.ambiguous > 0) {
      this.ambiguous -= 1;
      throw new ClusterAway("Socket timed out");
    }
    return { kind: "taken", id };
  }

  async look(): Promise<Sighting[]> {
    this.#answer();
    this.looks += 1;
    this.#startNext();
    return [...this.jobs.values()].map(({ sighting }) => ({ ...sighting }));
  }

  async cancel({ id }: { id: string }): Promise<void> {
    this.#answer();
    const job = this.jobs.get(id);
    if (!job || job.sighting.phase === "ended") return;
    job.requeues = false;
    if (job.process) job.process.kill("SIGTERM");
    else this.#end(job, { reason: "ENDED_OUTSIDE", words: "CANCELLED" });
  }

  async describeNodes(): Promise<ClusterNode[]> {
    this.#answer();
    return [];
  }

  async close(): Promise<void> {
    // The machines go on without us.
  }

  /** Takes a job off its machine for more urgent work, and starts it again. */
  preempt(id: string): void {
    const job = this.#get(id);
    job.requeues = true;
    job.process?.kill("SIGTERM");
  }

  /** The machine of a job is gone for the cluster, and its processes go on. */
  loseNode(id: string): void {
    const job = this.#get(id);
    job.process = null;
    this.#end(job, { reason: "NODE_FAILED", words: "NODE_FAIL" });
  }

  /** Lists a job no longer. */
  forget(id: string): void {
    this.jobs.delete(id);
  }

  /** Ends all that it started. */
  stop(): void {
    for (const { process } of this.jobs.values()) process?.kill("SIGTERM");
  }

  #get(id: string): FakeJob {
    const job = this.jobs.get(id);
    if (!job) throw new Error(`There is no job ${id}.`);
    return job;
  }

  #answer(): void {
    if (this.isAway) throw new ClusterAway("Unable to contact the controller");
  }

  /** Never two of one name at once. */
  #startNext(): void {
    for (const job of this.jobs.values()) {
      const { name } = job.sighting;
      const isTaken = [...this.jobs.values()].some((other) => other.sighting.name === name && other.sighting.phase === "works");
      if (job.sighting.phase === "waits" && !isTaken && !this.isBusy) this.#start(job);
    }
  }

  #start(job: FakeJob): void {
    const { folder } = job.order;
    Object.assign(job.sighting, { phase: "works", reason: null, words: "RUNNING", node: "fake1" });
    const env = { ...harmlessEnvironment(), SLURM_RESTART_COUNT: String(job.sighting.restarts) };
    const child = spawn("python3", [wrapper], { cwd: folder, env, stdio: "ignore" });
    job.process = child;
    child.once("exit", (code, signal) => {
      if (job.process !== child) return;
      job.process = null;
      if (job.requeues) {
        job.requeues = false;
        const restarts = job.sighting.restarts + 1;
        Object.assign(job.sighting, { phase: "waits", words: "PENDING (BeginTime)", node: null, restarts });
        return;
      }
      if (signal) this.#end(job, { reason: "KILLED", words: "FAILED" });
      else this.#end(job, { reason: code === 0 ? null : "CRASHED", words: code === 0 ? "COMPLETED" : "FAILED", exitMayCome: true });
    });
  }

  #end(job: FakeJob, how: Partial<Sighting>): void {
    Object.assign(job.sighting, { phase: "ended", exitMayCome: false, ...how });
  }
}
