import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Writable } from "node:stream";
import { parseArgs } from "node:util";
import { pool } from "@/lib/db/pool";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { openEngine } from "@/lib/operations/engine";
import { passingScores } from "@/lib/operations/memo/score-rows";
import { isDoubtful } from "@/lib/tasks/schema";
import { scoreRecord } from "@/lib/tasks/scoring/score-record";
import type { Scorers } from "@/lib/tasks/scoring/scorers";
import type { Command } from "../stack/command";
import { readLines } from "../stack/read-lines";
import { Trouble } from "../stack/step";

/** Lines that are scored at once; what is in memory is these and no more. */
const together = 64;
/** Bad lines that are shown at the terminal; the others are counted. */
const shown = 20;

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

interface Tally {
  scored: number;
  sum: number;
  unreadable: number;
  doubtful: number;
  bad: number;
}

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

async function scoreLines(source: NodeJS.ReadableStream, target: Writable, scorers: Scorers): Promise<Tally> {
  const tally: Tally = { scored: 0, sum: 0, unreadable: 0, doubtful: 0, bad: 0 };
  let batch: { number: number; line: string | null }[] = [];
  const flush = async () => {
    const outcomes = await Promise.all(batch.map(({ number, line }) => scoreLine(number, line, scorers, tally)));
    batch = [];
    if (!target.write(outcomes.map((outcome) => `${JSON.stringify(outcome)}\n`).join(""))) await once(target, "drain");
  };
  for await (const entry of readLines(source)) {
    if (entry.line?.trim() === "") continue;
    batch.push(entry);
    if (batch.length === together) await flush();
  }
  if (batch.length > 0) await flush();
  return tally;
}

async function scoreLine(number: number, line: string | null, scorers: Scorers, tally: Tally) {
  try {
    const scored = await scoreRecord(readJson(line), scorers);
    tally.scored += 1;
    tally.sum += scored.score;
    if (scored.parsed === null) tally.unreadable += 1;
    if (isDoubtful(scored.certainty)) tally.doubtful += 1;
    return scored;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    tally.bad += 1;
    if (tally.bad <= shown) process.stderr.write(`line ${number}: ${error.message}\n`);
    return { line: number, error: error.message };
  }
}

function readJson(line: string | null): unknown {
  if (line === null) throw new AppError("INVALID_INPUT", "the line is longer than 10 MB");
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new AppError("INVALID_INPUT", `the line is not JSON (${error instanceof Error ? error.message : "?"})`);
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
  if (bad > shown) process.stderr.write(`and ${bad - shown} more bad lines\n`);
  if (bad > 0) throw new Trouble(`${bad} ${bad === 1 ? "line" : "lines"} could not be scored; the output says which and why.`);
  if (scored === 0) throw new Trouble(`There was no line to score. ${usageText()}`);
}
