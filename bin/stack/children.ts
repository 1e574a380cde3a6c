import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { endGroup } from "./end-group";
import { LogFile } from "./log-file";
import { notePids } from "./orphans";
import { type Patience, untilMute } from "./pulse";
import { root } from "./settings";
import { reasonOf, say, Trouble } from "./step";

interface Program {
  name: string;
  /** Arguments for Node, the program first. */
  arguments: string[];
  environment: NodeJS.ProcessEnv;
  /** Where it answers as long as it is alive; nobody asks one without. */
  pulse?: string;
}

const restartLimit = 5;
/** Milliseconds between tries of a program that ends again and again. */
const longestPause = 30_000;
const patience = 10_000;

/** Every process of a portal: programs, restarted when they end, and commands that run once. All are stopped together. */
export class Children {
  private readonly running = new Map<string, ChildProcess>();
  private readonly logs = new Map<string, LogFile>();
  private stopping = false;
  private settled = false;

  constructor(
    private readonly logDirectory: string,
    private readonly onGivingUp: (error: Trouble) => void,
    private readonly patience?: Patience,
  ) {}

  start(program: Program): void {
    const log = new LogFile(join(this.logDirectory, `${program.name}.log`));
    this.logs.set(program.name, log);
    let endings = 0;
    const launch = () => {
      const startedAt = Date.now();
      const child = this.spawn(program);
      child.stdout?.on("data", (data: Buffer) => log.write(data));
      child.stderr?.on("data", (data: Buffer) => log.write(data));
      const watch = this.watch(program, child);
      whenEnded(child, "exit", async (how) => {
        watch.abort();
        // Its last words may still be on their way.
        await sleep(100);
        if (this.stopping) return;
        endings = Date.now() - startedAt > 60_000 ? 1 : endings + 1;
        if (endings > restartLimit && !this.settled) return this.onGivingUp(new Trouble(this.complain(program.name, endings)));
        if (endings <= restartLimit) say(`  ${program.name} ended (${how}); starting it again`);
        else if (endings === restartLimit + 1) say(`${this.complain(program.name, endings)}\n  It is started again every half a minute.`);
        await sleep(endings > restartLimit ? longestPause : 500 * endings);
        if (!this.stopping) launch();
      });
    };
    if (!this.stopping) launch();
  }

  /** Ends a program that is alive and mute, so that it is started again. */
  private watch({ name, pulse }: Program, child: ChildProcess): AbortController {
    const watch = new AbortController();
    if (pulse === undefined) return watch;
    void untilMute(pulse, watch.signal, this.patience).then((isMute) => {
      if (!isMute || this.stopping || child.pid === undefined) return;
      say(`  ${name} does not answer any more; ending it`);
      if (!endGroup(child.pid, "SIGKILL")) child.kill("SIGKILL");
    });
    return watch;
  }

  /** Runs a program to its end. The promise stays open for one that `stop` ended. */
  run(program: Program): Promise<{ code: number; output: string }> {
    return new Promise((done) => {
      if (this.stopping) return;
      const child = this.spawn(program);
      let output = "";
      const take = (data: Buffer) => {
        output += data;
      };
      child.stdout?.on("data", take);
      child.stderr?.on("data", take);
      whenEnded(child, "close", (how) => {
        if (!this.stopping) done({ code: child.exitCode ?? 1, output: output || how });
      });
    });
  }

  /** From now on a program that ends again and again is tried for ever: what it lacks, such as room on the disk, may come back. */
  settle(): void {
    this.settled = true;
  }

  lastWords(name: string): string {
    return this.logs.get(name)?.lastWords() ?? "";
  }

  /** Asks every process to end, and after ten seconds insists. Each has a process group of its own, so that Ctrl-C reaches us first. */
  async stop(): Promise<void> {
    this.stopping = true;
    const children = [...this.running.values()];
    for (const child of children) child.kill("SIGTERM");
    const gone = Promise.all(children.map((child) => hasEnded(child) || new Promise((done) => child.once("exit", done))));
    await Promise.race([gone, sleep(patience, undefined, { ref: false })]);
    this.insist();
    await gone;
  }

  /** Ends what is left at once. */
  insist(): void {
    for (const child of this.running.values()) {
      if (child.pid !== undefined && !hasEnded(child) && !endGroup(child.pid, "SIGKILL")) child.kill("SIGKILL");
    }
  }

  private spawn(program: Program): ChildProcess {
    const child = spawn(process.execPath, program.arguments, {
      cwd: root,
      env: program.environment,
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    this.running.set(program.name, child);
    this.note();
    whenEnded(child, "exit", () => this.forget(program.name, child));
    return child;
  }

  private forget(name: string, child: ChildProcess): void {
    this.running.delete(name);
    // What it had started itself would hold its port, or go on building.
    if (child.pid !== undefined) endGroup(child.pid, "SIGKILL");
    this.note();
  }

  private note(): void {
    try {
      notePids(
        this.logDirectory,
        [...this.running.values()].map(({ pid }) => pid),
      );
    } catch (error) {
      say(`  The list of running processes cannot be written: ${reasonOf(error)}`);
    }
  }

  private complain(name: string, endings: number): string {
    return `${name} ended ${endings} times in a row. Its log ends:\n${this.lastWords(name)}`;
  }
}

/** Also where the operating system could not start it at all. */
function whenEnded(child: ChildProcess, event: "exit" | "close", then: (how: string) => void): void {
  child.once("error", (error) => child.pid === undefined && then(reasonOf(error)));
  child.once(event, (code: number | null, signal: string | null) => child.pid !== undefined && then(String(signal ?? code)));
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

/**
 * Waits until `url` answers with success.
 * @throws Trouble after `seconds`
 */
export async function waitFor(url: string, seconds: number, lastWords: () => string): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (Date.now() < deadline) {
    const answer = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(10_000) }).catch(() => null);
    if (answer && answer.status < 500) return;
    await sleep(150);
  }
  throw new Trouble(`No answer from ${url} within ${seconds} s. The log says:\n${lastWords()}`);
}
