/**
 * How long a leaderboard's statistics take, beside Python's libraries on the same data.
 *
 *     tsx bench/statistics.ts [--quick] [--python PATH] [--repeats 3] [--only "Ours|Numpy"]
 *
 * Bradley-Terry over 1,000,000 votes with 1,000 resamples of the judges, and a paired bootstrap of 64 systems over 10,000
 * questions with 2,000 resamples. Ours and the references (statistics_reference.py) take turns in one run, each in a
 * process that stays; one thread each, and numpy with all threads as well. Without a Python that has numpy, scipy, choix and
 * evalica only ours are timed, and the output says so. The last line is one JSON object of medians.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { z } from "zod";
import { seededUniform } from "@/lib/statistics/numerics/seeded-uniform";
import { macroBootstrap } from "@/lib/statistics/ranks/macro-bootstrap";
import { bradleyTerryBootstrap } from "@/lib/statistics/ratings/bradley-terry-bootstrap";
import type { Votes } from "@/lib/statistics/ratings/votes";

interface Size {
  votes: number;
  judges: number;
  players: number;
  questions: number;
  systems: number;
  judgeResamples: number;
  questionResamples: number;
}
const full: Size = {
  votes: 1_000_000,
  judges: 2_000,
  players: 64,
  questions: 10_000,
  systems: 64,
  judgeResamples: 1_000,
  questionResamples: 2_000,
};
const small: Size = { ...full, votes: 100_000, judges: 500, questions: 2_000, judgeResamples: 100, questionResamples: 400 };

const answer = z.object({
  seconds: z.number(),
  cpu: z.number(),
  estimate: z.array(z.number()),
  low: z.array(z.number()),
  high: z.array(z.number()),
});
type Answer = z.infer<typeof answer>;

/** One side of one comparison. `work` names what must agree with whom. */
interface Contender {
  name: string;
  work: "bradley-terry" | "binary" | "graded";
  run: () => Promise<Answer>;
}

/** Strengths spread as on a real arena; every seventh vote is a tie. */
function drawVotes(size: Size): Votes {
  const uniform = seededUniform(20260607);
  const strengths = Array.from({ length: size.players }, () => 1.4 * (uniform() + uniform() + uniform() - 1.5));
  const [judge, winner, loser] = [new Int32Array(size.votes), new Int32Array(size.votes), new Int32Array(size.votes)];
  const tie = new Uint8Array(size.votes);
  for (let vote = 0; vote < size.votes; vote += 1) {
    const one = Math.floor(uniform() * size.players);
    const other = (one + 1 + Math.floor(uniform() * (size.players - 1))) % size.players;
    const wins = uniform() < 1 / (1 + Math.exp((strengths[other] ?? 0) - (strengths[one] ?? 0)));
    judge[vote] = Math.floor(uniform() * size.judges);
    winner[vote] = wins ? one : other;
    loser[vote] = wins ? other : one;
    tie[vote] = Number(uniform() < 1 / 7);
  }
  return { players: size.players, judges: size.judges, judge, winner, loser, tie };
}

/** Questions differ in difficulty, so that systems answer alike. */
function drawScores(size: Size, graded: boolean): Float64Array[] {
  const uniform = seededUniform(11);
  const ease = Float64Array.from({ length: size.questions }, uniform);
  return Array.from({ length: size.systems }, (_, system) =>
    ease.map((easy) => {
      const score = 0.6 * easy + 0.4 * uniform() + system / (4 * size.systems);
      return graded ? Math.min(1, score) : Number(score > 0.55);
    }),
  );
}

function writeData(folder: string, size: Size, votes: Votes, binary: Float64Array[], graded: Float64Array[]): void {
  const write = (name: string, columns: readonly (Int32Array | Uint8Array | Float64Array)[]) =>
    writeFileSync(
      join(folder, name),
      Buffer.concat(columns.map((column) => new Uint8Array(column.buffer, column.byteOffset, column.byteLength))),
    );
  write("judge", [votes.judge]);
  write("winner", [votes.winner]);
  write("loser", [votes.loser]);
  write("tie", [votes.tie]);
  write("binary", binary);
  write("graded", graded);
  writeFileSync(join(folder, "meta.json"), JSON.stringify(size));
}

/** Seconds by the clock and of the processor, all threads of this process together. */
function timed(work: () => Omit<Answer, "seconds" | "cpu">): Answer {
  const [wall, cpu] = [performance.now(), process.cpuUsage()];
  const result = work();
  const used = process.cpuUsage(cpu);
  return { ...result, seconds: (performance.now() - wall) / 1_000, cpu: (used.user + used.system) / 1_000_000 };
}

function ours(size: Size, votes: Votes, binary: Float64Array[], graded: Float64Array[]): Contender[] {
  const bootstrap = (rows: Float64Array[]) => async () =>
    timed(() => {
      const differences = macroBootstrap([rows], { resamples: size.questionResamples }).slice(1);
      return {
        estimate: differences.map(({ difference }) => difference.difference),
        low: differences.map(({ difference }) => difference.low),
        high: differences.map(({ difference }) => difference.high),
      };
    });
  const rate = async () =>
    timed(() => {
      const { strengths, intervals } = bradleyTerryBootstrap(votes, { resamples: size.judgeResamples });
      return { estimate: [...strengths], low: intervals.map(({ low }) => low), high: intervals.map(({ high }) => high) };
    });
  return [
    { name: "bradleyTerryOurs", work: "bradley-terry", run: rate },
    { name: "binaryOurs", work: "binary", run: bootstrap(binary) },
    { name: "gradedOurs", work: "graded", run: bootstrap(graded) },
  ];
}

/** A Python process that answers requests, or null where it lacks a library. */
async function startReference(python: string, folder: string, threads: number) {
  const names = ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"];
  const env = { ...process.env, ...Object.fromEntries(names.map((name) => [name, String(threads)])) };
  const check = spawn(python, ["-c", "import numpy, scipy, choix, evalica"], { stdio: "ignore" });
  const code = await Promise.race([once(check, "exit").then(([exit]) => Number(exit)), once(check, "error").then(() => 1)]);
  if (code !== 0) return null;
  const script = fileURLToPath(new URL("./statistics_reference.py", import.meta.url));
  const child: ChildProcess = spawn(python, [script, folder], { env, stdio: ["pipe", "pipe", "inherit"] });
  const { stdin, stdout } = child;
  if (!stdin || !stdout) throw new Error("The reference has no pipes.");
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  const ask = async (task: string, resamples: number) => {
    stdin.write(`${JSON.stringify({ task, resamples })}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error(`The reference ended while it worked on ${task}.`);
    return answer.parse(JSON.parse(value));
  };
  return { ask, stop: () => stdin.end() };
}

type Reference = NonNullable<Awaited<ReturnType<typeof startReference>>>;

function references(size: Size, one: Reference, all: Reference): Contender[] {
  const [judges, questions] = [size.judgeResamples, size.questionResamples];
  return [
    { name: "bradleyTerryChoix", work: "bradley-terry", run: () => one.ask("bt-choix", judges) },
    { name: "bradleyTerryEvalica", work: "bradley-terry", run: () => one.ask("bt-evalica", judges) },
    { name: "bradleyTerryNumpy", work: "bradley-terry", run: () => one.ask("bt-vectorised", judges) },
    { name: "bradleyTerryNumpyThreads", work: "bradley-terry", run: () => all.ask("bt-vectorised", judges) },
    { name: "binaryScipy", work: "binary", run: () => fifth(one, "binary-scipy", questions) },
    { name: "binaryNumpy", work: "binary", run: () => one.ask("binary-numpy", questions) },
    { name: "binaryNumpyThreads", work: "binary", run: () => all.ask("binary-numpy", questions) },
    { name: "gradedNumpy", work: "graded", run: () => one.ask("graded-numpy", questions) },
    { name: "gradedNumpyThreads", work: "graded", run: () => all.ask("graded-numpy", questions) },
  ];
}

/** A fifth of the resamples, and five times the seconds: its time is that of its resamples, and there is no patience for all. */
async function fifth(reference: Reference, task: string, resamples: number): Promise<Answer> {
  const result = await reference.ask(task, resamples / 5);
  return { ...result, seconds: 5 * result.seconds, cpu: 5 * result.cpu };
}

const middle = (values: readonly number[]) => values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Largest distance between two rows, in units of the mean width of the intervals. */
function distance(one: readonly number[], other: readonly number[], { low, high }: Answer): number {
  const width = high.reduce((sum, end, place) => sum + end - (low[place] ?? 0), 0) / high.length;
  return Math.max(...one.map((value, place) => Math.abs(value - (other[place] ?? Number.NaN)))) / width;
}

/** Estimates must agree to rounding; ends of intervals come from other draws and agree about as well as those allow. */
function requireAgreement(name: string, theirs: Answer, mine: Answer): number {
  const [estimate, ends] = [
    distance(mine.estimate, theirs.estimate, mine),
    Math.max(distance(mine.low, theirs.low, mine), distance(mine.high, theirs.high, mine)),
  ];
  if (!(estimate < 1e-3 && ends < 0.35)) throw new Error(`${name} disagrees: estimates by ${estimate}, ends by ${ends} interval widths.`);
  return ends;
}

/** Times every contender in turn, so that a busy moment of the machine hits all of them. */
export async function bench({
  quick,
  python = process.env.BENCH_PYTHON ?? "python3",
  repeats = 3,
  only = "",
}: Options): Promise<Record<string, number>> {
  const size = quick ? small : full;
  const [votes, binary, graded] = [drawVotes(size), drawScores(size, false), drawScores(size, true)];
  const folder = mkdtempSync(join(tmpdir(), "bench-statistics-"));
  writeData(folder, size, votes, binary, graded);
  const [one, all] = [await startReference(python, folder, 1), await startReference(python, folder, availableParallelism())];
  try {
    if (!one || !all) process.stdout.write(`${python} lacks numpy, scipy, choix or evalica: only ours are timed.\n`);
    const everyone = [...ours(size, votes, binary, graded), ...(one && all ? references(size, one, all) : [])];
    const contenders = everyone.filter(({ name }) => new RegExp(only).test(name));
    const answers = new Map<string, Answer[]>(contenders.map(({ name }) => [name, []]));
    for (let repeat = 0; repeat < repeats; repeat += 1) {
      for (const { name, run } of contenders) answers.get(name)?.push(await run());
    }
    return report(contenders, answers);
  } finally {
    one?.stop();
    all?.stop();
    rmSync(folder, { recursive: true });
  }
}

interface Options {
  quick: boolean;
  python?: string;
  repeats?: number;
  /** Names of contenders, as a regular expression: all where nothing is said. */
  only?: string;
}

function report(contenders: readonly Contender[], answers: ReadonlyMap<string, readonly Answer[]>): Record<string, number> {
  const figures: Record<string, number> = {};
  for (const { name, work } of contenders) {
    const own = answers.get(name) ?? [];
    const mine = answers.get(contenders.find((other) => other.work === work)?.name ?? "")?.[0];
    const [seconds, cpu] = [own.map((run) => run.seconds), own.map((run) => run.cpu)];
    const ends = mine && own[0] && own[0] !== mine ? `, ends within ${requireAgreement(name, own[0], mine).toFixed(2)} widths` : "";
    const spread = `${Math.min(...seconds).toFixed(2)} to ${Math.max(...seconds).toFixed(2)}`;
    process.stdout.write(`${name}: ${middle(seconds).toFixed(2)} s (${spread}), processor ${middle(cpu).toFixed(2)} s${ends}\n`);
    figures[`${name}Seconds`] = Number(middle(seconds).toFixed(3));
    figures[`${name}CpuSeconds`] = Number(middle(cpu).toFixed(3));
  }
  return figures;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      quick: { type: "boolean", default: false },
      python: { type: "string" },
      repeats: { type: "string", default: "3" },
      only: { type: "string" },
    },
  });
  const { quick, repeats, python, only } = values;
  const figures = await bench({ quick, repeats: Number(repeats), ...(python && { python }), ...(only && { only }) });
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}
