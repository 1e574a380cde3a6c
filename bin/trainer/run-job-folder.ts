import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { findTrainer } from "@/lib/operations/jobs/find-trainer";
import { readRequest } from "@/lib/operations/jobs/read-request";
import type { MergeRequest } from "@/lib/operations/jobs/requests";
import { jobFailure } from "@/lib/operations/jobs/results";
import { mergeInNode } from "@/lib/operations/merge/merge-in-node";
import { exportGguf } from "@/lib/operations/weights/gguf/export-gguf";
import { runCommand } from "../stack/run-command";
import { readDataDirectory, root } from "../stack/settings";
import { say, Trouble } from "../stack/step";

/** Exit codes of the programs besides 0. */
const [badRequest, stopped] = [64, 75];

/**
 * Runs the job of a folder to its end: merges here, everything else in the Python environment.
 * @throws Trouble with what is wrong, and AppError where the request is
 */
export async function runJobFolder(given: string, { gguf }: { gguf: boolean }): Promise<void> {
  const folder = resolve(given);
  const request = await readRequest(folder);
  if (request.kind === "merge") await mergeHere(folder, request);
  else await runProgram(folder);
  say(`Done: ${join(folder, "result.json")}`);
  if (gguf) say(`For llama.cpp: ${await exportGguf(join(folder, "out"))}`);
}

async function mergeHere(folder: string, request: MergeRequest): Promise<void> {
  const report = (done: number, total: number) => process.stderr.write(`\r${done} of ${total} tensors`);
  await mergeInNode(folder, request, report, new AbortController().signal);
  process.stderr.write("\n");
}

async function runProgram(folder: string): Promise<void> {
  const trainer = findTrainer(readDataDirectory(), root);
  if (!trainer.there) throw new Trouble(trainer.words);
  const environment = { PYTHONPATH: trainer.programs };
  const { code, output } = await runCommand([trainer.python, "-m", "polyphony_jobs.run", folder], { environment, show: true });
  if (code === 0) return;
  if (code === stopped) throw new Trouble("The job was stopped at a checkpoint. Run the same command again to go on.");
  const words = jobFailure.safeParse(readFailure(folder)).data?.words ?? output.slice(-2_000);
  throw new Trouble(code === badRequest ? `The request cannot be fulfilled: ${words}` : `The program failed: ${words}`);
}

function readFailure(folder: string): unknown {
  try {
    return JSON.parse(readFileSync(join(folder, "failure.json"), "utf8"));
  } catch {
    return null;
  }
}
