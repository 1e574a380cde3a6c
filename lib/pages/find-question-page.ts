import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { type BoardContext, readBoardContext } from "@/lib/boards/board-context";
import { whySystemHidden } from "@/lib/boards/subjects";
import { whyHidden } from "@/lib/consent/visibility";
import { db } from "@/lib/db/client";
import type { Split } from "@/lib/db/generated/enums";
import { notFound } from "@/lib/errors";
import { findMethod } from "@/lib/methods/registry";
import { labelOf } from "@/lib/pool/label";
import { readerOf, viewQuestion } from "./question-text";
import { readSpeakers, type Speaker } from "./read-speakers";
import type { QuestionView } from "./schema";
import { type ShownTrace, showTrace } from "./trace";

interface SaidAnswer {
  name: string;
  slug: string;
  /** Null when the contributor did not allow texts to be shown. */
  text: string | null;
  /** What the parser read; null when unreadable or withheld. */
  parsed: string | null;
  parseReason: string;
  score: number;
  /** How likely the score is the one that a careful person gives, 0.5 to 1; null where that is unknown. */
  certainty: number | null;
  run: number;
  /** Key (hex) of the generation that is the answer, for `readAsked`; null where withheld, or where several made it. */
  generation: string | null;
}

interface SystemAnswer extends SaidAnswer {
  methodName: string;
  /** Slugs of the pool's members. */
  members: string[];
  trace: ShownTrace;
}

export interface QuestionPage {
  id: string;
  key: string;
  position: number;
  split: Split;
  task: { slug: string; title: string; domain: string };
  question: QuestionView;
  models: SaidAnswer[];
  systems: SystemAnswer[];
}

/**
 * One question with what every model and system said, as far as it may be shown.
 * @throws AppError NOT_FOUND
 */
export async function findQuestionPage(actor: Actor, id: string): Promise<QuestionPage> {
  requirePermission(actor, "task:read");
  const question = await db().question.findUnique({ where: { id }, include: { task: true } });
  if (!question) throw notFound("question");
  // Dev answers belong to no board: what a system learned from is not what it is measured on.
  const context = question.split === "dev" ? null : await readBoardContext(question.split);
  const results = await readResults(id);
  const speakers = await readSpeakers(
    actor,
    results.map(({ trace }) => trace),
  );
  const read = readerOf(question.content);
  const standing = results.filter((result) => context && standsFor(context, result, question.taskId));
  return {
    id,
    key: question.key,
    position: question.position,
    split: question.split,
    task: { slug: question.task.slug, title: question.task.title, domain: question.task.domain },
    question: viewQuestion(question.content),
    models: context ? standing.flatMap((result) => modelAnswer(context, result, { speakers, read })).toSorted(byName) : [],
    systems: context ? standing.flatMap((result) => systemAnswer(context, result, { speakers, read })).toSorted(byName) : [],
  };
}

function readResults(questionId: string) {
  return db().result.findMany({
    where: { questionId },
    include: { run: { select: { id: true, number: true, modelId: true, systemId: true } } },
  });
}

type ResultRow = Awaited<ReturnType<typeof readResults>>[number];

/** Whether the result is the one that the board counts. */
function standsFor(context: BoardContext, result: ResultRow, taskId: string): boolean {
  const subject = context.facts.subjects.get(result.run.modelId ?? result.run.systemId ?? "");
  return subject?.answers.get(taskId)?.runId === result.runId;
}

interface Listening {
  speakers: ReadonlyMap<string, Speaker>;
  read: (text: string) => string | null;
}

function modelAnswer(context: BoardContext, result: ResultRow, { speakers, read }: Listening): SaidAnswer[] {
  const model = context.models.get(result.run.modelId ?? "");
  if (!model || whyHidden(model) !== null) return [];
  const shown = model.weightsHash !== null && speakers.get(labelOf(model.weightsHash))?.textsShown === true;
  const { steps } = showTrace(result.trace, speakers, { methodId: null, read });
  const generation = steps.length === 1 && shown ? (steps[0]?.generation ?? null) : null;
  return [{ name: model.name, slug: model.slug, generation, ...said(result, shown) }];
}

function systemAnswer(context: BoardContext, result: ResultRow, { speakers, read }: Listening): SystemAnswer[] {
  const system = context.systems.get(result.run.systemId ?? "");
  if (!system || whySystemHidden(system, context.models) !== null) return [];
  const trace = showTrace(result.trace, speakers, { methodId: system.method, read });
  const methodName = findMethod(system.method)?.name ?? system.method;
  const members = system.memberIds.flatMap((id) => context.models.get(id)?.slug ?? []);
  return [{ name: system.name, slug: system.slug, methodName, members, trace, generation: null, ...said(result, !trace.withheld) }];
}

function said(result: ResultRow, shown: boolean) {
  const text = shown ? { text: result.answer, parsed: result.parsed } : { text: null, parsed: null };
  return {
    ...text,
    parseReason: shown ? result.parseReason : "",
    score: result.score,
    certainty: result.certainty,
    run: result.run.number,
  };
}

function byName(one: { name: string }, other: { name: string }): number {
  return one.name.localeCompare(other.name);
}
