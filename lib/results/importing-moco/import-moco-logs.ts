import { createHash } from "node:crypto";
import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { db, type Transaction } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors";
import { hfRepoId } from "@/lib/hub/schema";
import { listNamedModel } from "@/lib/pool/list-named-model";
import { recordImportedRun } from "@/lib/runs/importing/record-imported-run";
import type { Caveat } from "@/lib/runs/importing/schema";
import { findOrCreateImportedSystem } from "@/lib/systems/find-or-create-imported-system";
import { findDeclared } from "@/lib/tasks/declared-tasks";
import { questionsOf } from "@/lib/tasks/queries";
import { certaintyOfScore } from "@/lib/tasks/scoring/certainty-of-score";
import { caveatsOf } from "./caveats";
import { type Matched, matchEntries } from "./match-questions";
import { knownSuffixes, type MocoMethod, methodOfLog } from "./moco-methods";
import { traceOfEntry } from "./moco-trace";
import { namedModels } from "./named-models";
import { type MocoLog, readMocoLog } from "./read-log";

/** What a person says of a log beyond what it says itself. */
export interface LogChoices {
  /** Task as the log calls it, to ours. */
  tasks: Readonly<Record<string, string>>;
  /** Model as the log calls it, for example a local folder, to its ID on the Hub. */
  aliases: Readonly<Record<string, string>>;
}

/** What came of a log. */
export interface ImportedLog {
  number: number;
  /** False when the same log was imported before. */
  created: boolean;
  answers: number;
  /** Mean of the entries' scores. */
  score: number;
  caveats: Caveat[];
}

const storingMs = 120_000;

/**
 * Imports one result log of MoCo as a run that is marked as imported, with every known defect that could have touched it.
 * @param fileName its end says the method
 * @throws AppError NOT_ALLOWED, INVALID_INPUT, NOT_FOUND for a task that is not imported; nothing is written then
 */
export async function importMocoLog(actor: Actor, fileName: string, text: string, choices: LogChoices): Promise<ImportedLog> {
  requirePermission(actor, "run:import");
  const method = methodOfLog(fileName);
  if (!method)
    throw new AppError("INVALID_INPUT", `${fileName} does not end as a log of MoCo does. Its ends: ${knownSuffixes.join(", ")}.`);
  const digest = createHash("sha256").update(text).digest("hex");
  const log = readMocoLog(fileName, text);
  const models = log.model_names.map((name) => hubIdOf(fileName, name, choices));
  const task = await taskOf(fileName, log, choices);
  const matched = matchEntries(fileName, log.logs, await questionsOf([task.id], "test", null));
  const score = matched.answers.reduce((sum, { entry }) => sum + entry.score, 0) / matched.answers.length;
  const facts = { suffix: method.suffix, taskType: log.task_type, task: log.task, models: log.model_names };
  const caveats = [...ownFindings(log, matched), ...caveatsOf(facts)];
  const outcome = { answers: matched.answers.length, score, caveats };
  const known = await db().run.findUnique({
    where: { importDigest: digest },
    select: { number: true, system: { select: { method: true } } },
  });
  if (known && (known.system?.method ?? "single-model") !== method.id) {
    throw new AppError("CONFLICT", `${fileName} has the same bytes as the log of another method, which is run #${known.number}.`);
  }
  if (known) return { ...outcome, number: known.number, created: false };
  const number = await db().$transaction(
    (tx) => store(tx, actor, { fileName, digest, method, log, models, taskId: task.id, matched, caveats }),
    {
      maxWait: 10_000,
      timeout: storingMs,
    },
  );
  return { ...outcome, number, created: true };
}

interface ReadyLog {
  fileName: string;
  digest: string;
  method: MocoMethod;
  log: MocoLog;
  models: readonly string[];
  taskId: string;
  matched: Matched;
  caveats: readonly Caveat[];
}

async function store(tx: Transaction, actor: Actor, ready: ReadyLog): Promise<number> {
  const { method, log, taskId, matched, caveats } = ready;
  const members = [];
  for (const hubId of ready.models) members.push(await listNamedModel(tx, hubId));
  const run = await recordImportedRun(tx, actor, {
    subject: await subjectOf(tx, method, log, members),
    taskId,
    from: ready.fileName,
    digest: ready.digest,
    questions: matched.answers.length,
    caveats,
  });
  const rows = matched.answers.map(({ question, entry }) => ({
    runId: run.id,
    questionId: question.id,
    answer: entry.output,
    trace: JSON.parse(JSON.stringify(traceOfEntry(entry, ready.models))) as Prisma.InputJsonObject,
    parsed: entry.output,
    parseReason: "Score and answer are those of the log.",
    parser: "moco/log",
    score: entry.score,
    mocoScore: entry.score,
    certainty: certaintyOfScore(question.content, entry.output, entry.score),
  }));
  await tx.result.createMany({ data: rows });
  return run.number;
}

async function subjectOf(
  tx: Transaction,
  method: MocoMethod,
  log: MocoLog,
  members: readonly { id: string; name: string; hubId: string; baseModel: string | null }[],
) {
  const [only] = members;
  if (method.suffix === "single_model" && only) {
    if (members.length > 1) throw new AppError("INVALID_INPUT", "A log of a single model names several models.");
    return { modelId: only.id };
  }
  const always = method.rewardModel ? [{ kind: "reward_model" as const, name: method.rewardModel, via: `${method.name} in MoCo` }] : [];
  const sources = [...always, ...namedModels(log.hyperparameters)];
  const { id } = await findOrCreateImportedSystem(tx, { method, members, parameters: log.hyperparameters, sources });
  return { systemId: id };
}

/** What the log itself shows to be wrong. */
function ownFindings(log: MocoLog, { answers, repeats }: Matched): Caveat[] {
  const mean = log.logs.reduce((sum, entry) => sum + entry.score, 0) / log.logs.length;
  const claimed = log.avg_test_score;
  return [
    ...(claimed === null || Math.abs(claimed - mean) > 1e-6
      ? [{ id: "L-1", text: `The log claims a mean of ${claimed ?? "no number"}; its ${log.logs.length} entries give ${mean.toFixed(6)}.` }]
      : []),
    ...(repeats > 0
      ? [{ id: "L-2", text: `${repeats} entries repeat a question; the first answer to each of ${answers.length} questions counts.` }]
      : []),
  ];
}

function hubIdOf(fileName: string, name: string, { aliases }: LogChoices): string {
  const wanted = aliases[name] ?? name;
  if (hfRepoId.safeParse(wanted).success && !/_full\/?$/.test(wanted)) return wanted;
  throw new AppError(
    "INVALID_INPUT",
    `${fileName} names a model "${name}", which is no ID on the Hub. Say which it is: --alias ${name}=owner/name`,
  );
}

async function taskOf(fileName: string, log: MocoLog, { tasks }: LogChoices): Promise<{ id: string }> {
  const slug = tasks[log.task] ?? findDeclared(log.task)?.slug ?? log.task.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  const task = await db().task.findUnique({ where: { slug }, select: { id: true } });
  if (task) return task;
  throw new AppError(
    "NOT_FOUND",
    `${fileName} is about the task "${log.task}", and "${slug}" is not imported. Import it first, or say which it is: --task ${log.task}=NAME`,
  );
}
