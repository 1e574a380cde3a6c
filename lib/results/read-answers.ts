import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { whyScoresKept, whyTextsKept } from "@/lib/consent/visibility";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { labelOf } from "@/lib/pool/label";
import { questionContent, taskTypeOf } from "@/lib/tasks/types/registry";
import { finishReasons } from "./finish-reasons";
import { readTrace, stepsOf } from "./read-trace";
import { type KnownModel, knownModels, modelsOf } from "./run-models";
import type { AnswerRow, VerdictName } from "./schema";

export interface AnswersWish {
  /** Slug of the only task that is wanted. */
  task?: string | undefined;
  /** Id of the question behind which to begin. */
  after?: string | undefined;
  /** At most so many rows. */
  take: number;
}

const resultFields = {
  include: { question: { select: { key: true, position: true, split: true, content: true, task: { select: { slug: true } } } } },
} satisfies Prisma.ResultFindManyArgs;
type Recorded = Prisma.ResultGetPayload<typeof resultFields>;

type Run = Awaited<ReturnType<typeof modelsOf>> & { number: number };
type Kept = AnswerRow["answerKept"];

/**
 * Answers of a run in the order of their questions' ids. None is left out: what this reader may not see is null, with the reason.
 * @throws AppError NOT_FOUND
 */
export async function readAnswers(actor: Actor, number: number, { task, after, take }: AnswersWish): Promise<AnswerRow[]> {
  requirePermission(actor, "run:read");
  const run = { ...(await modelsOf(number)), number };
  const results = await db().result.findMany({
    where: { runId: run.runId, ...(after && { questionId: { gt: after } }), ...(task && { question: { task: { slug: task } } }) },
    ...resultFields,
    orderBy: { questionId: "asc" },
    take,
  });
  const [known, finished] = await Promise.all([
    knownModels(
      actor,
      results.map(({ trace }) => trace),
    ),
    finishReasons(results.flatMap(({ trace }) => stepsOf(trace))),
  ]);
  const scoreKept = whyScoresKept(actor, run.models);
  const membersKept = scoreKept ?? whyMembersKept(actor, run, known);
  return results.map((result) => showAnswer(result, { run, known, finished, scoreKept, membersKept }));
}

function whyMembersKept(actor: Actor, run: Run, known: ReadonlyMap<string, KnownModel>): Kept {
  for (const model of run.models) {
    const kept = whyTextsKept(actor, model) ?? known.get(labelOf(model.weightsHash ?? ""))?.kept;
    if (kept) return kept;
  }
  return null;
}

interface Seen {
  run: Run;
  known: ReadonlyMap<string, KnownModel>;
  finished: ReadonlyMap<string, string>;
  scoreKept: Kept;
  membersKept: Kept;
}

function showAnswer(result: Recorded, { run, known, finished, scoreKept, membersKept }: Seen): AnswerRow {
  const { question } = result;
  const content = questionContent.parse(question.content);
  const type = taskTypeOf(content.taskType);
  const stored = stepsOf(result.trace);
  const trace = readTrace(result.trace, known, run.method);
  const stepsKept = stored.map((step) => scoreKept ?? whyStepKept(known.get(step.model)));
  // The answer rests on what was said, by helpers beyond the pool too. Traces of other programs do not name weights.
  const answerKept = membersKept ?? (run.origin === "imported" ? null : (stepsKept.find((kept) => kept !== null) ?? null));
  const finishReason = finishOf(result.answer, stored, finished);
  const isOpen = answerKept === null;
  return {
    run: run.number,
    task: question.task.slug,
    split: question.split,
    position: question.position,
    key: question.key,
    questionId: result.questionId,
    question: type.asks(content).text,
    expected: type.expected(content),
    answer: isOpen ? result.answer : null,
    answerKept,
    verdict: scoreKept ? null : verdictOf(result, type.scale),
    score: scoreKept ? null : result.score,
    scoreKept,
    mocoScore: scoreKept ? null : result.mocoScore,
    certainty: scoreKept ? null : result.certainty,
    // What was read out of an answer can be the whole answer.
    read: isOpen ? result.parsed : null,
    form: isOpen ? result.parseReason : null,
    parser: result.parser,
    finishReason: scoreKept ? null : finishReason,
    // Older results do not say it themselves.
    cut: scoreKept ? null : (result.cut ?? (finishReason === null ? null : finishReason === "length")),
    steps: trace.steps.map((step, place) => showStep(step, stored[place], { kept: stepsKept[place] ?? null, known, finished, scoreKept })),
    decision: isOpen ? trace.decision : [],
    recordedAt: result.createdAt.toISOString(),
  };
}

function showStep(
  shown: { stage: string; text: string | null; generation: string | null },
  stored: { model: string; generation: string } | undefined,
  { kept, known, finished, scoreKept }: Pick<Seen, "known" | "finished" | "scoreKept"> & { kept: Kept },
): AnswerRow["steps"][number] {
  return {
    stage: shown.stage,
    model: known.get(stored?.model ?? "")?.slug ?? stored?.model ?? "",
    text: kept ? null : shown.text,
    kept,
    generation: kept ? null : shown.generation,
    finishReason: scoreKept ? null : (finished.get(stored?.generation ?? "") ?? null),
  };
}

function whyStepKept(model: KnownModel | undefined): Kept {
  // Of a derived model some ancestor may not be known any more.
  return model?.kept ?? (model?.shown ? null : "unknown");
}

function verdictOf({ parsed, score }: Pick<Recorded, "parsed" | "score">, scale: "share" | "logit"): VerdictName {
  if (scale === "logit") return "scored";
  if (parsed === null) return "unreadable";
  if (score >= 1) return "right";
  return score > 0 ? "partly" : "wrong";
}

/** Why the text that became the answer ended: the only text, or the last one that says the same. */
function finishOf(answer: string, steps: ReturnType<typeof stepsOf>, finished: ReadonlyMap<string, string>): string | null {
  const source = steps.length === 1 ? steps[0] : steps.findLast((step) => step.text.trim() === answer.trim());
  return finished.get(source?.generation ?? "") ?? null;
}
