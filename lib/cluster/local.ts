import { spawn } from "node:child_process";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { log } from "@/lib/log";
import type { Cluster, ClusterNode, JobOrder, KnownJob, Sighting, Submission } from "./cluster";
import { readExecutions } from "./folder/sentinels";
import { endLeftovers, type LocalProcess, listWrappers, mark, sendSignal } from "./local-processes";
import { type Capacity, type Resource, readTaken, resources, takeSlots } from "./local-slots";

export interface LocalSettings {
  capacity: Capacity;
  /** Absolute path of the folder of all jobs, by which jobs of another portal on this machine are told apart. */
  folder: string;
  python: string;
  /** What the programs may know of the environment of this process. */
  environment: NodeJS.ProcessEnv;
}

/** Only where a job is started: in the built pages, which merely look, this address leads to no file. */
const wrapperPath = () => fileURLToPath(new URL("./wrapper.py", import.meta.url));
/** Seconds in which a wrapper that was started must have written that it began, and how often it is started. */
const beginSeconds = 30;
const startsLimit = 3;
/** Requests to end a job before it is ended with all that it started. */
const politeRequests = 4;

const names: Record<Resource, string> = { cpus: "CPUs", gpus: "GPUs", memoryMb: "MB of memory" };

/**
 * Runs jobs as processes of this machine. They live on when every worker has died; the next one finds them by their files and
 * by the nonce in their command line. Slots are held by rows, for all workers of the machine together.
 */
export class LocalCluster implements Cluster {
  readonly name = "local";
  readonly lookSeconds = 1;
  readonly enforcesLimits = false;
  readonly #settings: LocalSettings;
  /** Of what there was too little since the last look: who came later must not overtake. */
  readonly #lacking = new Set<Resource>();
  readonly #starts = new Map<string, { count: number; at: number; error: string | null }>();
  readonly #requests = new Map<string, number>();

  constructor(settings: LocalSettings) {
    this.#settings = settings;
  }

  async submit(order: JobOrder): Promise<Submission> {
    const { capacity } = this.#settings;
    const tooMuch = resources.filter((resource) => order[resource] > capacity[resource]);
    if (tooMuch.length > 0) {
      const words = tooMuch.map((resource) => `${order[resource]} ${names[resource]} of ${capacity[resource]}`).join(", ");
      return { kind: "refused", message: `The job asks for more than this machine has for jobs: ${words}.` };
    }
    const behind = resources.filter((resource) => order[resource] > 0 && this.#lacking.has(resource));
    if (behind.length > 0) return later(behind);
    const id = `local-${order.nonce}`;
    const slots = await takeSlots(this.name, capacity, { ...order, id });
    if ("lacking" in slots) {
      for (const resource of slots.lacking) this.#lacking.add(resource);
      return later(slots.lacking);
    }
    this.#start({ ...order, id, gpuSlots: slots.gpuSlots });
    return { kind: "taken", id };
  }

  async look(known: readonly KnownJob[]): Promise<Sighting[]> {
    this.#lacking.clear();
    // First who lives and then what they wrote: whoever is missing here has written its end before.
    const wrappers = (await listWrappers()).filter(({ folder }) => dirname(dirname(folder)) === this.#settings.folder);
    const living = new Map(wrappers.map((each) => [each.nonce, each]));
    const nonces = new Set(known.map(({ nonce }) => nonce));
    for (const counted of [this.#starts, this.#requests]) for (const nonce of counted.keys()) if (!nonces.has(nonce)) counted.delete(nonce);
    const strangers = wrappers.filter(({ nonce }) => !nonces.has(nonce)).map((each) => this.#sighting(each, "works"));
    return [...(await Promise.all(known.map((job) => this.#lookAt(job, living.get(job.nonce))))), ...strangers];
  }

  async #lookAt(job: KnownJob, living: LocalProcess | undefined): Promise<Sighting> {
    if (living) return { ...this.#sighting(job, "works"), id: job.id };
    const sighting = { ...this.#sighting(job, "ended"), id: job.id };
    const [execution] = await readExecutions(job.folder, job.nonce);
    if (execution?.exit) return sighting;
    if (execution?.started) {
      await endLeftovers(job.nonce);
      return { ...sighting, reason: "KILLED", words: "its processes are gone" };
    }
    const start = this.#starts.get(job.nonce);
    if (start && start.error === null && performance.now() - start.at < beginSeconds * 1_000) {
      return { ...sighting, phase: "waits", words: "it is being started" };
    }
    if (start && (start.error !== null || start.count >= startsLimit)) {
      return { ...sighting, reason: "LAUNCH_FAILED", words: start.error ?? "its wrapper does not begin" };
    }
    // The worker that took its slots died before it could start it; where it did start it, the second one finds that and ends.
    this.#start(job);
    return { ...sighting, phase: "waits", words: "it is being started" };
  }

  #sighting(job: { name: string; attempt: number; nonce: string }, phase: Sighting["phase"]): Sighting {
    const { name, attempt, nonce } = job;
    const nothing = { reason: null, words: "", restarts: 0, exitMayCome: false };
    return { id: `local-${nonce}`, name, attempt, nonce, phase, node: hostname(), ...nothing };
  }

  #start({ name, attempt, nonce, folder, gpuSlots }: KnownJob): void {
    const { python, environment } = this.#settings;
    const start = { count: (this.#starts.get(nonce)?.count ?? 0) + 1, at: performance.now(), error: null as string | null };
    this.#starts.set(nonce, start);
    const child = spawn(python, [wrapperPath(), mark, name, String(attempt), nonce, folder], {
      cwd: folder,
      detached: true,
      stdio: "ignore",
      env: { ...environment, CUDA_VISIBLE_DEVICES: gpuSlots.join(",") },
    });
    child.once("error", (error) => {
      start.error = `${python} cannot be started: ${error.message}`;
      log.warn({ err: error, job: name, part: "cluster" }, "a job cannot be started");
    });
    child.unref();
  }

  async cancel({ id }: { id: string }): Promise<void> {
    const nonce = id.slice("local-".length);
    const asked = (this.#requests.get(nonce) ?? 0) + 1;
    this.#requests.set(nonce, asked);
    const wrappers = (await listWrappers()).filter((each) => each.nonce === nonce);
    const signal = asked > politeRequests ? "SIGKILL" : "SIGTERM";
    for (const { pid } of wrappers) sendSignal(pid, signal);
    if (wrappers.length === 0 || signal === "SIGKILL") await endLeftovers(nonce);
  }

  async describeNodes(): Promise<ClusterNode[]> {
    const { cpus, gpus, memoryMb } = this.#settings.capacity;
    const taken = await readTaken(this.name);
    return [{ name: hostname(), state: "up", cpus, gpus, memoryMb, cpusTaken: taken.cpus, gpusTaken: taken.gpus }];
  }

  async close(): Promise<void> {
    // Jobs go on without us.
  }
}

function later(lacking: readonly Resource[]): Submission {
  return { kind: "later", reason: "NO_SLOT", message: `It waits for ${lacking.map((resource) => names[resource]).join(" and ")}.` };
}
