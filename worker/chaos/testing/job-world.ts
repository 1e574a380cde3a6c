import { createHash, randomInt } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { systemActor } from "@/lib/auth/actor";
import { configuredPlace } from "@/lib/cluster/configured";
import { attemptFolder } from "@/lib/cluster/folder/prepare-attempt";
import { readExecutions } from "@/lib/cluster/folder/sentinels";
import { hasEnded } from "@/lib/cluster/states";
import { submitJob } from "@/lib/cluster/submit-job";
import { SlurmMachine } from "@/lib/cluster/testing/slurm-machine";
import { program } from "@/lib/cluster/testing/world";
import { db } from "@/lib/db/client";
import { OwnPostgres } from "./own-postgres";
import { WorkerProcess } from "./worker-process";

export type Victim = "worker" | "job" | "slurmd" | "slurmctld";

/** A job may be killed so often without a person: the third time it is left to one. */
const killsOfOneJob = 2;

/** Postgres, a real Slurm and two workers, all to be broken, and jobs that all of them carry. */
export class ChaosJobs {
  readonly postgres: OwnPostgres;
  /** Null where jobs are processes of this machine. */
  readonly machine: SlurmMachine | null;
  readonly #folder: string;
  readonly names: string[] = [];
  readonly #killed = new Map<string, number>();
  #workers: WorkerProcess[] = [];

  private constructor(postgres: OwnPostgres, machine: SlurmMachine | null, folder: string) {
    this.postgres = postgres;
    this.machine = machine;
    this.#folder = folder;
  }

  static async create(kind: "slurm" | "local"): Promise<ChaosJobs> {
    const [postgres, machine] = await Promise.all([OwnPostgres.create(), kind === "slurm" ? SlurmMachine.start() : null]);
    const folder = mkdtempSync(join(machine?.folder ?? tmpdir(), "jobs-"));
    const cluster = { CLUSTER: kind, CLUSTER_FOLDER: folder, CLUSTER_PYTHON: "/usr/bin/python3", CLUSTER_CPUS: "4" };
    const portal = { NEXTAUTH_URL: "http://127.0.0.1:3000", NEXTAUTH_SECRET: "a secret that only tests know, 32+ characters" };
    Object.assign(process.env, { ...portal, ...cluster, DATABASE_URL: postgres.url, SLURM_CONF: machine?.environment.SLURM_CONF ?? "" });
    const jobs = new ChaosJobs(postgres, machine, folder);
    jobs.#startWorker();
    jobs.#startWorker();
    return jobs;
  }

  #startWorker(): void {
    this.#workers.push(new WorkerProcess({ endpoints: [] }));
  }

  async submit(): Promise<void> {
    const seed = this.names.length;
    const name = createHash("sha256").update(`chaos ${seed}`).digest("hex");
    const request = { steps: 60, stepSeconds: 0.1, seed };
    const asked = { command: ["python3", program], request, memoryMb: 128, seconds: 3_600 };
    await submitJob(systemActor("test"), configuredPlace(), { ...asked, name, purpose: "train" });
    this.names.push(name);
  }

  openJobs() {
    return db().job.findMany({ where: { endedAt: null } });
  }

  /** Kills one of these at a moment of its own, and brings it back after a while as an operator would. */
  async kill(victim: Victim): Promise<boolean> {
    if (victim === "worker") {
      const [worker] = this.#workers.splice(randomInt(this.#workers.length), 1);
      worker?.signal("SIGKILL");
      this.#startWorker();
      return true;
    }
    if (victim === "job") return this.#killJob();
    const daemon = victim === "slurmctld" ? victim : (["n1", "n2"] as const)[randomInt(2)];
    // Sometimes at once, sometimes after Slurm has given the node up.
    await this.machine?.restart(daemon ?? "n1", victim === "slurmctld" ? randomInt(8) : [0, 4, 16][randomInt(3)]);
    return true;
  }

  async #killJob(): Promise<boolean> {
    for (const { name, folder, attempt, nonce } of await this.openJobs()) {
      const execution = (await readExecutions(attemptFolder(folder, attempt), nonce)).at(-1);
      const count = this.#killed.get(name) ?? 0;
      if (!execution?.started || execution.exit || count >= killsOfOneJob) continue;
      try {
        process.kill(execution.started.pid, "SIGKILL");
      } catch {
        continue;
      }
      this.#killed.set(name, count + 1);
      return true;
    }
    return false;
  }

  /** Slurm holds what it starts again for two minutes; an operator may say that it may begin now. */
  async releaseHeld(): Promise<void> {
    if (!this.machine) return;
    const listed = await this.machine.command("squeue", "--noheader", "--states=PENDING", "--format=%i %r").catch(() => "");
    for (const line of listed.split("\n").filter((each) => each.includes("BeginTime"))) {
      await this.machine.command("scontrol", "update", `JobId=${line.split(" ")[0]}`, "StartTime=now").catch(() => "");
    }
  }

  async untilAllEnded(seconds: number): Promise<void> {
    const giveUpAt = performance.now() + seconds * 1_000;
    for (;;) {
      await this.machine?.recover().catch(() => undefined);
      const open = await this.openJobs();
      if (open.length === 0) return;
      if (performance.now() > giveUpAt) throw new Error(`${open.length} jobs have not ended after ${seconds} s: ${inWords(open)}`);
      await this.releaseHeld();
      await wait(1_000);
    }
  }

  /** What became of all jobs, against what each had to become. */
  async count() {
    const rows = await db().job.findMany({ include: { events: true } });
    const isWhole = ({ name, resultFolder }: (typeof rows)[number]) => {
      if (!resultFolder || !existsSync(join(resultFolder, "result.json"))) return false;
      return readFileSync(join(resultFolder, "out/weights.txt"), "utf8") === `weights of ${this.names.indexOf(name)}\n`;
    };
    const ends = ({ events }: (typeof rows)[number]) => events.filter(({ to }) => to === "done").length;
    return {
      jobs: this.names.length,
      lost: this.names.length - rows.filter((row) => row.state === "done" && isWhole(row)).length,
      doubled: rows.filter((row) => ends(row) > 1).length,
      orphans: ((await this.machine?.liveJobs())?.length ?? 0) + this.#living(),
      attempts: rows.reduce((sum, { attempt }) => sum + attempt, 0),
      unended: rows.filter(({ state }) => !hasEnded(state)).length,
      notDone: rows.filter(({ state }) => state !== "done").map(({ state, reason, message }) => `${state} ${reason} ${message}`),
    };
  }

  /** Programs of our jobs that live, whatever attempt they are of. */
  #living(): number {
    return readdirSync("/proc").filter((pid) => {
      if (!/^\d+$/.test(pid)) return false;
      try {
        const variables = readFileSync(`/proc/${pid}/environ`, "latin1").split("\0");
        return variables.some((line) => line.startsWith(`JOB_FOLDER=${this.#folder}`));
      } catch {
        return false;
      }
    }).length;
  }

  async remove(): Promise<void> {
    for (const worker of this.#workers) await worker.remove();
    await this.machine?.stop();
    await this.postgres.remove();
  }
}

function inWords(jobs: readonly { name: string; state: string; reason: string | null; message: string | null }[]): string {
  return jobs.map(({ name, state, reason, message }) => `${name.slice(0, 8)} ${state} ${reason ?? ""} ${message ?? ""}`).join("; ");
}
