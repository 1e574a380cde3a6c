import type { JobReason } from "./labels";

/** What a cluster needs to start one attempt of a job. */
export interface JobOrder {
  jobId: string;
  /** SHA-256 (hex) of the operation; the cluster never runs two jobs of one name at once. */
  name: string;
  attempt: number;
  /** Tells this attempt from every other. */
  nonce: string;
  /** Absolute path of the folder of this attempt; `job.json` lies in it and tells the wrapper what to do. */
  folder: string;
  gpus: number;
  cpus: number;
  memoryMb: number;
  seconds: number;
  /** Whether the cluster may start the job again by itself: it goes on from a checkpoint. A server never may. */
  resumable: boolean;
}

export type Submission =
  | { kind: "taken"; id: string }
  /** Not now: try again at the next look. */
  | { kind: "later"; reason: JobReason; message: string }
  /** Never like this. */
  | { kind: "refused"; message: string };

/** One job as the cluster tells it. */
export interface Sighting {
  id: string;
  name: string;
  /** Of the attempt that this is; null where the cluster cannot tell. */
  attempt: number | null;
  nonce: string | null;
  phase: "waits" | "works" | "suspended" | "ending" | "ended";
  /** Why it waits or ended, as far as the cluster says. */
  reason: JobReason | null;
  /** The cluster's own words. */
  words: string;
  node: string | null;
  restarts: number;
  /** Whether its wrapper may have written its end although nobody sees it yet: file systems are slow to show. */
  exitMayCome: boolean;
}

/** What a cluster is asked about: the attempts that it was given. */
export interface KnownJob {
  jobId: string;
  id: string;
  name: string;
  attempt: number;
  nonce: string;
  folder: string;
  gpuSlots: readonly number[];
}

/** Machines of a cluster, for people. */
export interface ClusterNode {
  name: string;
  state: string;
  cpus: number;
  cpusTaken: number;
  gpus: number;
  gpusTaken: number;
  memoryMb: number;
}

/**
 * Where jobs run. Only the elected keeper of a cluster calls it, one call at a time. Whatever it says, the files that the
 * wrapper writes into the job's folder are the truth.
 */
export interface Cluster {
  readonly name: string;
  /** Seconds between two looks while a job is open. */
  readonly lookSeconds: number;
  /** Whether the cluster ends a job at its time limit; else its wrapper does. */
  readonly enforcesLimits: boolean;
  /**
   * Gives one attempt to the cluster.
   * @throws ClusterAway when nobody knows whether it arrived: look for the name before trying again
   */
  submit(order: JobOrder): Promise<Submission>;
  /**
   * Every job of this portal that the cluster lists, those that ended lately too, whether somebody knows them or not.
   * @throws ClusterAway
   */
  look(known: readonly KnownJob[]): Promise<Sighting[]>;
  /** Asks the cluster to end a job with all its processes; nothing happens where it has ended. @throws ClusterAway */
  cancel(job: { id: string; known: KnownJob | null }): Promise<void>;
  /** @throws ClusterAway */
  describeNodes(): Promise<ClusterNode[]>;
  close(): Promise<void>;
}

/** The cluster does not answer. Nothing is known of its jobs, and nothing is wrong with them. */
export class ClusterAway extends Error {
  constructor(message: string) {
    super(message);
    this.name = "ClusterAway";
  }
}
