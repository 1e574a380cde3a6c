import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { notePids } from "./orphans";
import { root } from "./settings";
import { say, Trouble } from "./step";

interface Program {
  name: string;
  /** Arguments for Node, the program first. */
  arguments: string[];
  environment: NodeJS.ProcessEnv;
}

const restartLimit = 5;

/** The processes of a running portal: started together, restarted when they end, stopped together. */
export class Children {
  private readonly running = new Map<string, ChildProcess>();
  private stopping = false;

  constructor(
    private readonly logDirectory: string,
    private readonly onGivingUp: (error: Trouble) => void,
  ) {}

  start(program: Program): void {
    let endings = 0;
    const launch = () => {
      const log = createWriteStream(join(this.logDirectory, `${program.name}.log`), { flags: "a" });
      const startedAt = Date.now();
      const child = spawn(process.execPath, program.arguments, {
        cwd: root,
        env: program.environment,
        stdio: ["ignore", "pipe", "pipe"],
        detached: true,
      });
      child.stdout?.pipe(log);
      child.stderr?.pipe(log);
      this.running.set(program.name, child);
      notePids(
        this.logDirectory,
        [...this.running.values()].map((each) => each.pid),
      );
      child.on("exit", async (code, signal) => {
        this.running.delete(program.name);
        if (this.stopping) return;
        endings = Date.now() - startedAt > 60_000 ? 1 : endings + 1;
        if (endings > restartLimit)
          return this.onGivingUp(
            new Trouble(`${program.name} ended ${endings} times in a row. Its log ends:\n${this.lastWords(program.name)}`),
          );
        say(`  ${program.name} ended (${signal ?? code}); starting it again`);
        await sleep(500 * endings);
        if (!this.stopping) launch();
      });
    };
    launch();
  }

  lastWords(name: string): string {
    return readFileSync(join(this.logDirectory, `${name}.log`), "utf8")
      .split("\n")
      .slice(-15)
      .join("\n");
  }

  /** Asks every process to end, and after ten seconds insists. Each has a process group of its own, so that Ctrl-C reaches us first. */
  async stop(): Promise<void> {
    this.stopping = true;
    const children = [...this.running.values()];
    for (const child of children) child.kill("SIGTERM");
    const gone = Promise.all(children.map((child) => child.exitCode !== null || new Promise((done) => child.once("exit", done))));
    await Promise.race([gone, sleep(10_000)]);
    for (const child of children) if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
  }
}

/**
 * Waits until `url` answers with success.
 * @throws Trouble after `seconds`
 */
export async function waitFor(url: string, seconds: number, lastWords: () => string): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (Date.now() < deadline) {
    const answer = await fetch(url, { redirect: "manual" }).catch(() => null);
    if (answer && answer.status < 500) return;
    await sleep(150);
  }
  throw new Trouble(`No answer from ${url} within ${seconds} s. The log says:\n${lastWords()}`);
}
