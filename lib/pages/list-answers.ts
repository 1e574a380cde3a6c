import type { Actor } from "@/lib/auth/actor";
import type { SubjectFacts } from "@/lib/boards/facts/facts";
import type { QuestionScores } from "@/lib/boards/rows/question-scores";
import { resolveScope } from "@/lib/boards/scopes/resolve-scope";
import { titleOfScope } from "@/lib/boards/scopes/scopes";
import { db } from "@/lib/db/client";
import { findModelSubject, findSystemSubject, type Subject, scoresOf } from "./find-subject";
import { countOutcomes } from "./outcomes";
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

/**
 * The questions that a model answered, with its scores.
 * @throws AppError NOT_FOUND also for a model whose scores are not public
 */
export async function listModelAnswers(actor: Actor, slug: string, view: AnswersView): Promise<AnswersPage> {
  return answersOf(await findModelSubject(actor, slug, view), view);
}

/**
 * The questions that a system answered, beside the best single model and the members alone.
 * @throws AppError NOT_FOUND also for a system whose scores are not public
 */
export async function listSystemAnswers(actor: Actor, slug: string, view: AnswersView): Promise<AnswersPage> {
  return answersOf(await findSystemSubject(actor, slug, view), view);
}

async function answersOf(subject: Subject, view: AnswersView): Promise<AnswersPage> {
  const { context } = subject;
  const { all, found } = scoresOf(subject, view);
  const page = found.slice((view.page - 1) * answersPerPage, view.page * answersPerPage);
  return {
    name: subject.name,
    kind: subject.kind,
    baseline: subject.baseline?.name ?? null,
    scope: titleOfScope(resolveScope(context.scopes, view)),
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
