import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { type BoardContext, readBoardContext } from "@/lib/boards/board-context";
import type { SubjectFacts } from "@/lib/boards/facts/facts";
import { chooseBaseline } from "@/lib/boards/rows/choose-baseline";
import { type QuestionScores, questionScores } from "@/lib/boards/rows/question-scores";
import { resolveScope } from "@/lib/boards/scopes/resolve-scope";
import { titleOfScope } from "@/lib/boards/scopes/scopes";
import { whySystemHidden } from "@/lib/boards/subjects";
import { whyHidden } from "@/lib/consent/visibility";
import { db } from "@/lib/db/client";
import { notFound } from "@/lib/errors";
import { isDefaultBaseline } from "@/lib/methods/registry";
import { countOutcomes, hasOutcome } from "./outcomes";
import { questionText } from "./question-text";
import type { AnswersView, Outcome } from "./schema";

export const answersPerPage = 50;

interface AnswerRow {
  questionId: string;
  task: { slug: string; title: string };
  text: string;
  own: number;
  /** Its own answer ended at the limit of tokens. */
  cut: boolean;
  baseline: number | null;
  membersRight: number;
  members: number;
}

export interface AnswersPage {
  name: string;
  kind: "individual" | "system";
  /** Name of the best single model; null where there is none to compare with. */
  baseline: string | null;
  scope: string;
  rows: AnswerRow[];
  total: number;
  /** How many questions have each outcome, before one is chosen. */
  counts: Record<Outcome, number>;
  all: number;
  tasks: { slug: string; title: string; domain: string }[];
}

interface Subject {
  name: string;
  kind: "individual" | "system";
  facts: SubjectFacts | undefined;
  baseline: { name: string; facts: SubjectFacts } | null;
  members: SubjectFacts[];
}

/**
 * The questions that a model answered, with its scores.
 * @throws AppError NOT_FOUND also for a model whose scores are not public
 */
export async function listModelAnswers(actor: Actor, slug: string, view: AnswersView): Promise<AnswersPage> {
  requirePermission(actor, "model:read");
  const context = await readBoardContext(view.split);
  const model = [...context.models.values()].find((other) => other.slug === slug);
  if (!model || whyHidden(model) !== null) throw notFound("model");
  const facts = context.facts.subjects.get(model.id);
  return answersOf(context, { name: model.name, kind: "individual", facts, baseline: null, members: [] }, view);
}

/**
 * The questions that a system answered, beside the best single model and the members alone.
 * @throws AppError NOT_FOUND also for a system whose scores are not public
 */
export async function listSystemAnswers(actor: Actor, slug: string, view: AnswersView): Promise<AnswersPage> {
  requirePermission(actor, "leaderboard:read");
  const context = await readBoardContext(view.split);
  const system = [...context.systems.values()].find((other) => other.slug === slug);
  if (!system || whySystemHidden(system, context.models) !== null) throw notFound("system");
  const chosen = isDefaultBaseline(system.method) ? null : chooseBaseline(system, context);
  const members = system.memberIds.map((id) => context.facts.subjects.get(id)).filter((facts) => facts !== undefined);
  const baseline = chosen && { name: chosen.model.name, facts: chosen.subject };
  const facts = context.facts.subjects.get(system.id);
  return answersOf(context, { name: system.name, kind: "system", facts, baseline, members }, view);
}

async function answersOf(context: BoardContext, subject: Subject, view: AnswersView): Promise<AnswersPage> {
  const scope = resolveScope(context.scopes, view);
  // "Everything" lists tasks outside the means too: nothing that was answered stays unseen.
  const tasks = scope.kind === "overall" ? context.facts.tasks : scope.tasks;
  const all = subject.facts ? questionScores(tasks, subject.facts, subject.baseline?.facts ?? null, subject.members) : [];
  const found = all.filter((scores) => hasOutcome(scores, view.outcome));
  const page = found.slice((view.page - 1) * answersPerPage, view.page * answersPerPage);
  return {
    name: subject.name,
    kind: subject.kind,
    baseline: subject.baseline?.name ?? null,
    scope: titleOfScope(scope),
    rows: await withTexts(page, view, subject.facts),
    total: found.length,
    counts: countOutcomes(all),
    all: all.length,
    tasks: context.facts.tasks.map(({ slug, title, domain }) => ({ slug, title, domain })),
  };
}

async function withTexts(page: readonly QuestionScores[], view: AnswersView, facts: SubjectFacts | undefined): Promise<AnswerRow[]> {
  const questions = await db().question.findMany({
    where: { split: view.split, OR: page.map(({ task, position }) => ({ taskId: task.id, position })) },
    select: { id: true, taskId: true, position: true, content: true },
  });
  const cut = await findCut(questions, facts);
  const byPlace = new Map(questions.map((question) => [`${question.taskId} ${question.position}`, question]));
  return page.flatMap(({ task, position, own, baseline, members }) => {
    const question = byPlace.get(`${task.id} ${position}`);
    if (!question) return [];
    const membersRight = members.filter((score) => score === 1).length;
    const shared = { own, cut: cut.has(question.id), baseline, membersRight, members: members.length };
    return [{ questionId: question.id, task: { slug: task.slug, title: task.title }, text: questionText(question.content), ...shared }];
  });
}

/** Which of some questions the runs behind a subject's scores answered with a text that was cut. */
async function findCut(questions: readonly { id: string; taskId: string }[], facts: SubjectFacts | undefined): Promise<Set<string>> {
  const runIds = new Set(questions.flatMap(({ taskId }) => facts?.answers.get(taskId)?.runId ?? []));
  const ids = questions.map(({ id }) => id);
  const results = await db().result.findMany({
    where: { cut: true, runId: { in: [...runIds] }, questionId: { in: ids } },
    select: { runId: true, questionId: true, question: { select: { taskId: true } } },
  });
  return new Set(
    results.flatMap(({ runId, questionId, question }) => (facts?.answers.get(question.taskId)?.runId === runId ? [questionId] : [])),
  );
}
