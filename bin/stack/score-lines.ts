import { once } from "node:events";
import type { Writable } from "node:stream";
import { AppError } from "@/lib/errors";
import { isKeptNumber, notKept } from "@/lib/tasks/importing/kept-number";
import { isDoubtful } from "@/lib/tasks/schema";
import { scoreRecord } from "@/lib/tasks/scoring/score-record";
import type { Scorers } from "@/lib/tasks/scoring/scorers";
import { readLines } from "./read-lines";
import { visible } from "./visible";

/** Lines that are scored at once; what is in memory is these and no more. */
const together = 64;
/** Bad lines that are shown at the terminal; the others are counted. */
export const shownBadLines = 20;

/** What came of a file. */
export interface Tally {
  scored: number;
  sum: number;
  unreadable: number;
  doubtful: number;
  bad: number;
}

/**
 * Scores lines, each on its own: a bad one is named in the output and at the terminal, and costs no other.
 * @param target gets a line of JSON for each
 */
export async function scoreLines(source: NodeJS.ReadableStream, target: Writable, scorers: Scorers): Promise<Tally> {
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
    const message = inWords(error);
    tally.bad += 1;
    if (tally.bad <= shownBadLines) process.stderr.write(`line ${number}: ${visible(message)}\n`);
    return { line: number, error: message };
  }
}

/** A defect of ours that one line meets costs that line, and no other. */
function inWords(error: unknown): string {
  if (error instanceof AppError) return error.message;
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return `the line met a fault of this program (${what}); please report it with the line`;
}

/** A gold number that would be rounded is named instead. Node gives the text of each value as a third argument. */
function keepNumber(name: string, value: unknown, ...[context]: { source?: string }[]): unknown {
  const written = typeof value === "number" ? context?.source : undefined;
  if (written === undefined || isKeptNumber(written)) return value;
  throw new AppError("INVALID_INPUT", `"${name}" ${notKept(written)}`);
}

function readJson(line: string | null): unknown {
  if (line === null) throw new AppError("INVALID_INPUT", "the line is longer than 10 MB");
  try {
    return JSON.parse(line, keepNumber);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError("INVALID_INPUT", `the line is not JSON (${error instanceof Error ? error.message : "?"})`);
  }
}
