import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";
import { z } from "zod";
import type { jobRequest } from "../requests";

const ended = z.object({ folder: z.string(), code: z.int() });

/** One warm process of the Python programs, and folders for its jobs. */
export class WarmPrograms {
  readonly folder = mkdtempSync(join(tmpdir(), "polyphony-jobs-"));
  readonly #child: ChildProcess;
  readonly #lines: Interface;
  #count = 0;

  constructor({ python, programs }: { python: string; programs: string }) {
    const child = spawn(python, ["-m", "polyphony_jobs.serve"], { cwd: programs, stdio: ["pipe", "pipe", "ignore"] });
    this.#child = child;
    this.#lines = createInterface({ input: child.stdout });
  }

  /** A new folder with a request. */
  prepare(request: z.input<typeof jobRequest>): string {
    this.#count += 1;
    const folder = mkdtempSync(join(this.folder, `${this.#count}-`));
    writeFileSync(join(folder, "request.json"), JSON.stringify(request));
    return folder;
  }

  /** Runs a request, and returns the folder and what `result.json` says. */
  async run<Result>(request: z.input<typeof jobRequest>, schema: z.ZodType<Result>): Promise<{ folder: string; result: Result }> {
    const folder = this.prepare(request);
    const answer = once(this.#lines, "line");
    this.#child.stdin?.write(`${JSON.stringify({ folder })}\n`);
    const { code } = ended.parse(JSON.parse(String((await answer)[0])));
    if (code !== 0) throw new Error(await readFile(join(folder, "failure.json"), "utf8"));
    return { folder, result: schema.parse(JSON.parse(await readFile(join(folder, "result.json"), "utf8"))) };
  }

  async close(): Promise<void> {
    const exit = this.#child.exitCode === null ? once(this.#child, "exit") : null;
    this.#child.kill("SIGKILL");
    await exit;
    rmSync(this.folder, { recursive: true, force: true });
  }
}
