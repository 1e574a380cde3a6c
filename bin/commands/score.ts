import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Writable } from "node:stream";
import { parseArgs } from "node:util";
import { pool } from "@/lib/db/pool";
import { env } from "@/lib/env";
import { openEngine } from "@/lib/operations/engine";
import { passingScores } from "@/lib/operations/memo/score-rows";
import type { Command } from "../stack/command";
import { scoreLines, shownBadLines, type Tally } from "../stack/score-lines";
import { Trouble } from "../stack/step";

export const command: Command = {
  summary: "score answers from a file of JSON lines, so that anyone can check how we score",
  usage: ["score FILE.jsonl|- [--out SCORED.jsonl]   (lines: {taskType, question, choices?, gold, answer, id?})"],
  alone: true,
  async run(given) {
    const { file, out } = readArguments(given);
    if (file !== "-" && !(await stat(file).catch(() => null))?.isFile()) throw new Trouble(`There is no file ${file}. ${usageText()}`);
    if (out !== undefined && resolve(out) === resolve(file)) throw new Trouble("--out must be another file than the one that is read.");
    if (out !== undefined && !(await stat(dirname(resolve(out))).catch(() => null))?.isDirectory()) {
      throw new Trouble(`The folder of ${out} does not exist: make it first, or name another file.`);
    }
    const target = out === undefined ? process.stdout : createWriteStream(out);
    const source = file === "-" ? process.stdin : createReadStream(file);
    // Without a database nothing is remembered beyond this command.
    const engine = openEngine({ pool: pool(), endpoints: [], scorers: env().SCORERS, scores: passingScores() });
    const tally = await scoreLines(source, target, engine.scorersAlone()).finally(() => engine.close());
    if (out !== undefined) await finish(target);
    report(tally);
  },
};

function usageText(): string {
  return `Write:\n  ${command.usage.join("\n  ")}`;
}

/** @throws Trouble with the usage for anything that cannot be understood */
function readArguments(given: readonly string[]): { file: string; out: string | undefined } {
  const { values, positionals } = parse(given);
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new Trouble(usageText());
  return { file, out: values.out };
}

function parse(given: readonly string[]) {
  try {
    return parseArgs({ args: [...given], options: { out: { type: "string" } }, allowPositionals: true });
  } catch (error) {
    throw new Trouble(`${error instanceof Error ? error.message : String(error)}\n${usageText()}`);
  }
}

async function finish(target: Writable): Promise<void> {
  target.end();
  await once(target, "finish");
}

/** @throws Trouble when any line was bad, so that the exit code says so */
function report({ scored, sum, unreadable, doubtful, bad }: Tally): void {
  const mean = scored === 0 ? "" : `, mean ${(sum / scored).toFixed(4)}`;
  process.stderr.write(`Scored ${scored} answers${mean}; ${unreadable} could not be read, ${doubtful} verdicts are doubtful.\n`);
  if (bad > shownBadLines) process.stderr.write(`and ${bad - shownBadLines} more bad lines\n`);
  if (bad > 0) throw new Trouble(`${bad} ${bad === 1 ? "line" : "lines"} could not be scored; the output says which and why.`);
  if (scored === 0) throw new Trouble(`There was no line to score. ${usageText()}`);
}
