/**
 * How fast the portal evaluates a model beside Inspect AI and lm-evaluation-harness.
 *
 *     npm run bench -- harnesses [--quick] [--repeats 3] [--latency 500] [--questions 5000] [--connections 512]
 *       [--only polyphony,lm-eval]
 *
 * All answer the same 5,000 questions of the same mock endpoint and score the answers. Each uses the number of
 * connections with which it was fastest when it tried a few. "questions/s" is the pace of the whole evaluation, imports left
 * out. The rate at the server counts requests between the first one's arrival and the last answer: it flatters whoever
 * prepares everything before and scores everything after. The portal's figures are of a whole run: taken from the queue,
 * answered, scored, each answer and each result stored in Postgres. "polyphony" is the first run of a worker that has just
 * started, "polyphony, later run" one of a worker that has evaluated as much before, as workers do.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { seedPerson } from "@/lib/db/testing/people";
import { seedModel, seedTask } from "@/lib/runs/testing/builders";
import { spawnMock } from "@/lib/serving/testing/spawn-mock";
import { startBenchDatabase } from "./parts/bench-database";
import { findHarnesses, harnessVersions } from "./parts/python-harnesses";
import { finish, inWords, median, say, spreadOf, table } from "./parts/report";
import { runProgram } from "./parts/run-program";
import { startWorker } from "./parts/whole-run";

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    repeats: { type: "string" },
    latency: { type: "string" },
    questions: { type: "string" },
    connections: { type: "string" },
    only: { type: "string" },
  },
});
const repeats = Number(values.repeats ?? (values.quick ? 1 : 3));
const questionCount = Number(values.questions ?? (values.quick ? 500 : 5_000));
const trialCount = values.quick ? 200 : 1_500;
const latencies = values.latency ? [Number(values.latency)] : [0, 500];
const usualChoices = values.quick ? [256] : [64, 256, 1_024];
/** A single choice needs no trial. */
const connectionChoices = values.connections ? [Number(values.connections)] : usualChoices;

const python = findHarnesses();
const database = await startBenchDatabase();
const maintainer = await seedPerson("maintainer");
await seedModel("mock");

const later = "polyphony, later run";
const outcome = z.object({ seconds: z.number(), cpuMs: z.number(), failures: z.number() });
interface Measure extends z.infer<typeof outcome> {
  perSecond: number;
}

let tasks = 0;
/** Has one contender answer `count` new questions. */
async function measure(contender: string, url: string, connections: number, count: number): Promise<Measure> {
  tasks += 1;
  const task = `numbers-${tasks}`;
  await fetch(`${url}/mock/span`);
  const figures = contender.startsWith("polyphony")
    ? await askPortal(task, url, connections, { count, isLater: contender === later })
    : outcome.parse(
        await runProgram(`ask-with-${contender}.py`, { url, questions: writeQuestions(task, count), connections }, {}, [python]),
      );
  const span = z.object({ requests: z.number(), seconds: z.number() }).parse(await (await fetch(`${url}/mock/span`)).json());
  return { ...figures, perSecond: span.requests / span.seconds };
}

async function askPortal(task: string, url: string, connections: number, { count, isLater }: { count: number; isLater: boolean }) {
  const worker = await startWorker([{ name: "mock", url, maxInFlight: connections }]);
  try {
    if (isLater) {
      await seedTask(`${task}-before`, { test: count });
      await worker.evaluate(maintainer, `${task}-before`, count);
      await fetch(`${url}/mock/span`);
    }
    await seedTask(task, { test: count });
    return await worker.evaluate(maintainer, task, count);
  } finally {
    worker.stop();
  }
}

const folder = mkdtempSync(join(tmpdir(), "polyphony-bench-"));

function writeQuestions(task: string, count: number): string {
  const file = join(folder, `${task}.jsonl`);
  const line = (number: number) =>
    JSON.stringify({ question: `${task}: say ${number}\n\nPut the final answer in \\box{ANSWER}.`, answer: String(number) });
  writeFileSync(file, Array.from({ length: count }, (_, number) => line(number)).join("\n"));
  return file;
}

const all = ["polyphony", later, "inspect", "lm-eval"];
const wanted = values.only?.split(",") ?? all;
const contenders = all.filter((name) => wanted.includes(name) || (name === later && wanted.includes("polyphony")));
const outcomes: Record<string, unknown>[] = [];
try {
  for (const latency of latencies) {
    const mock = await spawnMock({ models: ["mock"], latency });
    const best = new Map<string, number>();
    for (const contender of contenders) best.set(contender, await findBest(contender, mock.url));
    const measured = new Map<string, Measure[]>(contenders.map((contender) => [contender, []]));
    for (let repeat = 0; repeat < repeats; repeat += 1) {
      for (const contender of contenders) {
        measured.get(contender)?.push(await measure(contender, mock.url, best.get(contender) ?? 64, questionCount));
      }
    }
    mock.stop();
    outcomes.push(summarise(latency, best, measured));
  }
} finally {
  rmSync(folder, { recursive: true });
  await database.stop();
}

async function findBest(contender: string, url: string): Promise<number> {
  const [only, ...others] = connectionChoices;
  if (only !== undefined && others.length === 0) return only;
  const tried: { connections: number; pace: number }[] = [];
  for (const connections of connectionChoices) {
    const { seconds } = await measure(contender, url, connections, trialCount);
    tried.push({ connections, pace: trialCount / seconds });
  }
  const [first] = tried.sort((one, other) => other.pace - one.pace);
  return first?.connections ?? 64;
}

function summarise(latency: number, best: ReadonlyMap<string, number>, measured: ReadonlyMap<string, Measure[]>) {
  const rows = [...measured].map(([contender, passes]) => ({
    contender,
    connections: best.get(contender) ?? 0,
    perSecond: spreadOf(
      passes.map(({ perSecond }) => perSecond),
      0,
    ),
    seconds: spreadOf(
      passes.map(({ seconds }) => seconds),
      1,
    ),
    pace: spreadOf(
      passes.map(({ seconds }) => questionCount / seconds),
      0,
    ),
    cpuMs: spreadOf(
      passes.map(({ cpuMs }) => cpuMs),
      2,
    ),
    failures: passes.reduce((sum, { failures }) => sum + failures, 0),
  }));
  const ratioOf = (figure: (measure: Measure) => number, ours = "polyphony") => {
    const middle = (name: string) => median(measured.get(name)?.map(figure) ?? []);
    const others = ["inspect", "lm-eval"].map(middle).filter((value) => !Number.isNaN(value));
    return Number((middle(ours) / Math.max(...others)).toFixed(2));
  };
  // Without other harnesses there is no ratio.
  const [ratio, paceRatio] = [ratioOf(({ perSecond }) => perSecond), ratioOf(({ seconds }) => questionCount / seconds)];
  const laterRatio = ratioOf(({ seconds }) => questionCount / seconds, later);
  const words = `${paceRatio} times the better harness (${laterRatio} in a later run), ${ratio} times as seen from the server`;
  say(`\n${latency} ms latency, ${questionCount} questions, ${repeats} repeats; ${words}\n`);
  say(
    table(
      rows.map((row) => ({
        "": row.contender,
        connections: row.connections,
        "questions/s": inWords(row.pace),
        "requests/s at the server": inWords(row.perSecond),
        "evaluation, s": inWords(row.seconds),
        "CPU ms/question": inWords(row.cpuMs),
        failures: row.failures,
      })),
    ),
  );
  return { latency, timesTheBetterHarness: paceRatio, inALaterRun: laterRatio, timesTheBetterAtTheServer: ratio, rows };
}

finish({
  bench: "harnesses",
  versions: harnessVersions(),
  questions: questionCount,
  repeats,
  goals: { timesTheBetterHarness: 2 },
  outcomes,
});
process.exit(0);
