import { type ChildProcess, execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { harmlessEnvironment } from "@/lib/env";
import { findFreePort } from "@/prisma/free-port";

const run = promisify(execFile);
const programs = ["munged", "slurmctld", "slurmd", "sbatch", "squeue", "scancel", "sinfo", "scontrol"];

/** Why there is no real Slurm here; null where there is one. */
export function whyNoSlurm(): string | null {
  const folders = [...(harmlessEnvironment().PATH ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"];
  const missing = programs.filter((program) => !folders.some((folder) => existsSync(join(folder, program))));
  if (missing.length > 0) return `${missing.join(", ")} cannot be found: install slurm-wlm and munge`;
  return process.getuid?.() === 0 ? null : "only root can start a Slurm of its own";
}

type Daemon = "munged" | "slurmctld" | "n1" | "n2";

/** A real Slurm in a temporary folder: a controller, two virtual nodes of two CPUs with two GPUs each that are none, and its own munge. */
export class SlurmMachine {
  readonly folder = mkdtempSync(join(tmpdir(), "polyphony-slurm-"));
  readonly environment: NodeJS.ProcessEnv;
  readonly #daemons = new Map<Daemon, ChildProcess>();

  constructor() {
    const { PATH = "", ...rest } = harmlessEnvironment();
    this.environment = { ...rest, PATH: [PATH, "/usr/sbin", "/sbin"].join(delimiter), SLURM_CONF: join(this.folder, "slurm.conf") };
  }

  static async start(): Promise<SlurmMachine> {
    const machine = new SlurmMachine();
    await machine.#configure();
    for (const daemon of ["munged", "slurmctld", "n1", "n2"] as const) machine.startDaemon(daemon);
    await machine.untilIdle();
    return machine;
  }

  async #configure(): Promise<void> {
    this.makeState();
    for (const folder of ["temporary/n1", "temporary/n2"]) mkdirSync(join(this.folder, folder), { recursive: true });
    writeFileSync(join(this.folder, "munge.key"), randomBytes(1_024), { mode: 0o600 });
    const ports = [await findFreePort(), await findFreePort(), await findFreePort()] as const;
    writeFileSync(join(this.folder, "slurm.conf"), configuration(this.folder, ports));
    writeFileSync(join(this.folder, "gres.conf"), "NodeName=n[1-2] Name=gpu File=/dev/null\nNodeName=n[1-2] Name=gpu File=/dev/zero\n");
    writeFileSync(join(this.folder, "cgroup.conf"), "CgroupAutomount=no\n");
  }

  startDaemon(daemon: Daemon): void {
    const at = (file: string) => join(this.folder, file);
    const configured = ["-D", "-f", at("slurm.conf")];
    const files = ["key", "socket", "log"].map((file) => `--${file === "socket" ? file : `${file}-file`}=${at(`munge.${file}`)}`);
    const munged = ["munged", "--foreground", "--force", ...files, `--pid-file=${at("munged.pid")}`, `--seed-file=${at("seed")}`];
    const commands = {
      munged,
      slurmctld: ["slurmctld", ...configured],
      n1: ["slurmd", "-N", "n1", ...configured],
      n2: ["slurmd", "-N", "n2", ...configured],
    };
    const [file = "", ...args] = commands[daemon];
    const child = spawn(file, args, { env: this.environment, stdio: "ignore", detached: true });
    child.once("error", () => undefined);
    this.#daemons.set(daemon, child);
  }

  async signal(daemon: Daemon, signal: NodeJS.Signals): Promise<void> {
    const child = this.#daemons.get(daemon);
    if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    child.kill(signal);
    if (signal === "SIGKILL" || signal === "SIGTERM") await gone;
  }

  /**
   * Until the controller has a running job on its disk: killed before, it would give the job's number to the next one, whose launch
   * the nodes then refuse. It saves what changed within five seconds.
   */
  async untilSaved(name: string): Promise<void> {
    const since = Date.now();
    const file = join(this.folder, "state", "job_state");
    const isSaved = () => existsSync(file) && readFileSync(file, "latin1").includes(name);
    const isNew = () => existsSync(file) && statSync(file).mtimeMs >= since;
    while (!(isSaved() && (isNew() || Date.now() - since > 7_000))) {
      if (Date.now() - since > 60_000) throw new Error(`The controller of Slurm does not save the job ${name}.`);
      await wait(100);
    }
  }

  /** Kills a daemon as a power cut would, and starts it again. */
  async restart(daemon: Daemon, afterSeconds = 0): Promise<void> {
    await this.signal(daemon, "SIGKILL");
    await wait(afterSeconds * 1_000);
    this.startDaemon(daemon);
  }

  /** Calls one of Slurm's commands as its administrator. @returns what it prints */
  async command(...words: string[]): Promise<string> {
    const [file = "", ...args] = words;
    const { stdout } = await run(file, args, { env: this.environment, timeout: 30_000 });
    return stdout;
  }

  /** Folder of what the controller knows. */
  makeState(): void {
    mkdirSync(join(this.folder, "state"), { recursive: true });
  }

  /** As an operator sets it after records were lost: nodes refuse ids that they know from before. */
  countJobsFrom(id: number): void {
    appendFileSync(join(this.folder, "slurm.conf"), `FirstJobId=${id}\n`);
  }

  /** Commands of Slurm that wait for an answer of this controller now. */
  async countClients(): Promise<number> {
    const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    const setting = `SLURM_CONF=${this.environment.SLURM_CONF}`;
    const read = (file: string) => {
      try {
        return readFileSync(file, "latin1").split("\0");
      } catch {
        return [];
      }
    };
    const isClient = (pid: string) => /(^|\/)(sbatch|squeue|scancel|sinfo)$/.test(read(`/proc/${pid}/cmdline`)[0] ?? "");
    return pids.filter((pid) => isClient(pid) && read(`/proc/${pid}/environ`).includes(setting)).length;
  }

  /** Ids of jobs that wait or run. */
  async liveJobs(): Promise<string[]> {
    const listed = await this.command("squeue", "--noheader", "--all", "--states=PENDING,RUNNING,CONFIGURING,SUSPENDED", "--format=%i");
    return listed.split("\n").filter(Boolean);
  }

  /** Until the controller answers and both nodes take jobs. */
  async untilIdle(seconds = 60): Promise<void> {
    const giveUpAt = performance.now() + seconds * 1_000;
    for (;;) {
      const states = await this.command("sinfo", "--noheader", "--Node", "--partition=gpu", "--format=%T").catch(() => "");
      const words = states.split("\n").filter(Boolean);
      if (words.length === 2 && words.every((word) => /^(idle|mixed|allocated)$/.test(word))) return;
      if (performance.now() > giveUpAt)
        throw new Error(`Slurm is not ready after ${seconds} s: ${words.join(", ") || "no answer"}. Logs: ${this.folder}`);
      // Nodes that were lost are not taken back by themselves while their jobs are being looked for.
      await this.command("scontrol", "update", "NodeName=n[1-2]", "State=RESUME").catch(() => "");
      await wait(500);
    }
  }

  /** Brings back whatever a test left stopped, dead or closed. */
  async recover(): Promise<void> {
    for (const daemon of ["munged", "slurmctld", "n1", "n2"] as const) {
      const child = this.#daemons.get(daemon);
      if (!child || child.exitCode !== null || child.signalCode !== null) this.startDaemon(daemon);
      else child.kill("SIGCONT");
    }
    await this.untilIdle();
    await this.command("scontrol", "update", "PartitionName=gpu", "State=UP");
  }

  async stop(): Promise<void> {
    for (const id of await this.liveJobs().catch(() => [])) await this.command("scancel", id).catch(() => "");
    await wait(500);
    for (const daemon of ["slurmctld", "n1", "n2", "munged"] as const) {
      await this.signal(daemon, "SIGCONT");
      await this.signal(daemon, "SIGKILL");
    }
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function configuration(folder: string, [controller, first, second]: readonly [number, number, number]): string {
  const at = (file: string) => join(folder, file);
  return `ClusterName=test
SlurmctldHost=${hostname()}(127.0.0.1)
SlurmctldPort=${controller}
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=${at("munge.socket")}
StateSaveLocation=${at("state")}
SlurmdSpoolDir=${at("temporary/%n")}
SlurmctldPidFile=${at("slurmctld.pid")}
SlurmdPidFile=${at("slurmd.%n.pid")}
SlurmctldLogFile=${at("slurmctld.log")}
SlurmdLogFile=${at("slurmd.%n.log")}
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
JobCompType=jobcomp/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
MpiDefault=none
SwitchType=switch/none
ReturnToService=2
GresTypes=gpu
SlurmctldTimeout=10
SlurmdTimeout=10
KillWait=3
MinJobAge=60
MessageTimeout=10
JobRequeue=1
PreemptType=preempt/partition_prio
PreemptMode=REQUEUE
SchedulerParameters=sched_interval=1,batch_sched_delay=0,bf_interval=5,sched_min_interval=0
NodeName=n1 NodeHostname=localhost NodeAddr=127.0.0.1 Port=${first} CPUs=2 RealMemory=8000 Gres=gpu:2 State=UNKNOWN
NodeName=n2 NodeHostname=localhost NodeAddr=127.0.0.1 Port=${second} CPUs=2 RealMemory=8000 Gres=gpu:2 State=UNKNOWN
PartitionName=gpu  Nodes=n[1-2] Default=YES MaxTime=INFINITE State=UP PriorityTier=1
PartitionName=high Nodes=n[1-2] MaxTime=INFINITE State=UP PriorityTier=10
`;
}
