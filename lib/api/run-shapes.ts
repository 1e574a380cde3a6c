import { z } from "zod";
import { experimentPlan } from "@/lib/experiments/schema";
import { answerRow } from "@/lib/results/schema";
import { runStates } from "@/lib/runs/states";
import { splits } from "@/lib/tasks/schema";
import { resultFormats } from "./choose-format";
import { asOf, citation } from "./shapes";

/** Shapes of the public interface for runs, their answers, and experiments. */

const wholeNumber = () => z.coerce.number({ error: "must be a whole number" }).int("must be a whole number");
/** The largest number that a run can have. */
const lastNumber = 2_147_483_647;
/** Rows of a page. */
const limit = wholeNumber().min(1, "must be 1 to 1000").max(1_000, "must be 1 to 1000");

const reference = z.object({ name: z.string(), slug: z.string() });

const runRow = z.object({
  number: z.int(),
  url: z.string().describe("Its page"),
  kind: z.enum(["individual", "system"]).describe("One model alone, or a system of several"),
  title: z.string().describe("Name of the model or system"),
  state: z.enum(runStates),
  origin: z.enum(["here", "imported"]).describe("Imported runs were read from the log of another program"),
  split: z.enum(splits),
  model: reference.nullable().describe("Of a single model"),
  system: reference.extend({ method: z.string() }).nullable(),
  members: z.array(reference).describe("Models of the system's pool, in its order"),
  tasks: z.array(z.string()).describe("Slugs"),
  experiment: z.string().nullable().describe("Slug of the experiment that planned it"),
  questionsPerTask: z.int().nullable().describe("At most so many of each task, from the front; null means all"),
  questionsTotal: z.int(),
  questionsDone: z.int(),
  queuedAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
  failureCode: z.string().nullable().describe("Why it failed; null unless it did"),
  caveats: z.int().describe("What may be wrong with an imported run, counted"),
});
export type ApiRun = z.infer<typeof runRow>;

const next = <Key extends z.ZodType>(key: Key) => key.nullable().describe('Give it as "after" to get the next page; null on the last');

export const runsQuery = z.strictObject({
  state: z.enum(runStates).optional().describe("Only runs in this state"),
  kind: z.enum(["individual", "system"]).optional().describe("Only single models, or only systems"),
  split: z.enum(splits).optional().describe("Only runs on this split"),
  system: z.string().max(200).optional().describe("Only runs of this system (slug)"),
  model: z.string().max(200).optional().describe("Only runs in which this model answers, alone or as a member (slug)"),
  task: z.string().max(200).optional().describe("Only runs that cover this task (slug)"),
  experiment: z.string().max(200).optional().describe("Only runs of this experiment (slug)"),
  after: wholeNumber()
    .min(0, "must be 0 or more")
    .max(lastNumber, `must be at most ${lastNumber}`)
    .optional()
    .describe("Only runs with a higher number than this; they come in order of their numbers"),
  limit: limit.default(100).describe("Rows of a page, 1 to 1000"),
});
export const runsAnswer = z.object({ asOf, citation, rows: z.array(runRow), next: next(z.int()) });

export const runPath = z.object({ number: wholeNumber().min(1).max(lastNumber).describe("Number of the run") });
const taskScore = z.object({
  task: z.string().describe("Slug"),
  mean: z.number(),
  low: z.number().describe("Lower end of the 95 % interval"),
  high: z.number().describe("Upper end of the 95 % interval"),
  n: z.int().describe("Answers"),
  unreadable: z.int().describe("Answers in which nothing could be read"),
  mocoScore: z.number().nullable().describe("Mean by the rules of MoCo 1.0.0; null where they do not score every answer"),
});
export const runAnswer = z.object({
  asOf,
  citation,
  run: runRow.extend({
    scores: z.array(taskScore).describe("One entry for each task with answers; empty where scores are kept"),
    scoresKept: answerRow.shape.scoreKept.describe("Why the scores are kept from you; null where they are not"),
    parameters: z.unknown().describe("Settings of the method, or how a single model draws its texts"),
    results: z.string().describe("Address of its answers"),
    generations: z.int().describe("Texts that model servers made for it"),
    promptTokens: z.int(),
    completionTokens: z.int(),
    askingSeconds: z.number().describe("Seconds in which it waited for model servers"),
  }),
});

export const resultsQuery = z.strictObject({
  format: z
    .enum(resultFormats)
    .optional()
    .describe(
      "JSON gives a page; JSON lines and Parquet give all answers as a file. Without it the Accept header decides, and JSON is the rest",
    ),
  task: z.string().max(200).optional().describe("Only answers to questions of this task (slug)"),
  after: z.uuid().optional().describe("Pages of JSON only: begin behind this question"),
  // Without a default in the document: clients that are generated send those always, and files take no such parameter.
  limit: limit.optional().describe("Pages of JSON only: rows of a page, 1 to 1000, usually 100"),
});
export const resultsAnswer = z.object({
  asOf,
  citation,
  run: z.int().describe("Number of the run"),
  state: z.enum(runStates).describe("A run that is not done may get more answers"),
  rows: z.array(answerRow),
  next: next(z.uuid()),
});

const experimentRow = z.object({
  slug: z.string(),
  title: z.string(),
  url: z.string().describe("Its page"),
  description: z.string(),
  createdAt: z.iso.datetime(),
  runs: z.int().describe("Runs that were planned"),
  done: z.int(),
  failed: z.int(),
});
export const experimentsAnswer = z.object({ asOf, citation, rows: z.array(experimentRow) });
export const experimentPath = z.object({ slug: z.string().max(200).describe("Slug of the experiment") });
export const experimentAnswer = z.object({
  asOf,
  citation,
  experiment: experimentRow.extend({
    plan: experimentPlan.describe("What it set out to run"),
    numbers: z.array(z.int()).describe("Numbers of its runs, in the order of the plan"),
  }),
});
