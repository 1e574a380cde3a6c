import { readFileSync } from "node:fs";
import { type Cluster, ClusterAway, type ClusterNode, type JobOrder, type Sighting, type Submission } from "./cluster";
import { listSlurmJobs } from "./slurm/list-jobs";
import { listSlurmNodes } from "./slurm/list-nodes";
import { checkPlain, firstLine, runSlurm, type SlurmAccess } from "./slurm/run-slurm";
import { type SubmitSettings, submitArguments } from "./slurm/submit-arguments";

export interface SlurmSettings extends SlurmAccess, SubmitSettings {
  name: string;
  /** Python on the machines of the cluster: a path, or a name to look for. */
  python: string;
  /** Tells jobs of this portal from others. */
  portal(): Promise<string>;
  /** Seconds between two looks; five where nothing is said, which a controller does not notice. */
  lookSeconds?: number;
}

const wrapper = new URL("./wrapper.py", import.meta.url);
const usualLookSeconds = 5;
/** What sbatch says when it takes no more jobs for now. */
const limit = /SubmitJob|submit limit|temporarily un(able|available)|MaxJobCount|MaxSubmitJobs/i;

/** Runs jobs on a Slurm cluster, by its command line alone. What the job's files say counts more than what Slurm does. */
export class SlurmCluster implements Cluster {
  readonly name: string;
  readonly lookSeconds: number;
  readonly enforcesLimits = true;
  readonly #settings: SlurmSettings;
  #portal: string | undefined;

  constructor(settings: SlurmSettings) {
    this.name = settings.name;
    this.lookSeconds = settings.lookSeconds ?? usualLookSeconds;
    this.#settings = settings;
  }

  async submit(order: JobOrder): Promise<Submission> {
    const words = submitArguments(order, await this.#readPortal(), this.#settings);
    try {
      checkPlain(words);
    } catch (error) {
      return { kind: "refused", message: error instanceof Error ? error.message : "" };
    }
    const { code, output, errors } = await runSlurm(this.#settings, words, this.#script());
    const id = /^(\d+)(;\S*)?$/.exec(output.trim())?.[1];
    if (code === 0 && id !== undefined) return { kind: "taken", id };
    // It may be there all the same: the next look knows.
    if (code === 0) throw new ClusterAway(`sbatch said nothing that names a job: ${firstLine(errors)}`);
    const message = firstLine(errors) || `sbatch ended with ${code}`;
    return limit.test(errors) ? { kind: "later", reason: "SUBMIT_LIMIT", message } : { kind: "refused", message };
  }

  async look(): Promise<Sighting[]> {
    return listSlurmJobs(this.#settings, await this.#readPortal());
  }

  async cancel({ id }: { id: string }): Promise<void> {
    const { code, errors } = await runSlurm(this.#settings, ["scancel", id]);
    if (code !== 0 && !/Invalid job id|already complet/i.test(errors)) throw new ClusterAway(`scancel: ${firstLine(errors)}`);
  }

  describeNodes(): Promise<ClusterNode[]> {
    return listSlurmNodes(this.#settings);
  }

  async close(): Promise<void> {
    // Jobs go on without us; the shared connection of ssh ends by itself.
  }

  async #readPortal(): Promise<string> {
    this.#portal ??= await this.#settings.portal();
    return this.#portal;
  }

  /** The wrapper itself, so that the machines of the cluster need nothing of ours. */
  #script(): string {
    const { python } = this.#settings;
    const body = readFileSync(wrapper, "utf8").replace(/^#![^\n]*\n/, "");
    return `#!${python.startsWith("/") ? python : `/usr/bin/env ${python}`}\n${body}`;
  }
}
