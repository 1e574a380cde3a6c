import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { type BoardContext, readBoardContext } from "@/lib/boards/board-context";
import type { SubjectFacts } from "@/lib/boards/facts/facts";
import { chooseBaseline } from "@/lib/boards/rows/choose-baseline";
import { type QuestionScores, questionScores } from "@/lib/boards/rows/question-scores";
import { resolveScope } from "@/lib/boards/scopes/resolve-scope";
import { whySystemHidden } from "@/lib/boards/subjects";
import { whyHidden } from "@/lib/consent/visibility";
import { notFound } from "@/lib/errors";
import { isDefaultBaseline } from "@/lib/methods/registry";
import { hasOutcome } from "./outcomes";
import type { AnswersView } from "./schema";

/** Whose answers are looked at, with those that they are compared with. */
export interface Subject {
  name: string;
  kind: "individual" | "system";
  context: BoardContext;
  facts: SubjectFacts | undefined;
  baseline: { name: string; facts: SubjectFacts } | null;
  members: SubjectFacts[];
}

/** @throws AppError NOT_FOUND also for a model whose scores are not public */
export async function findModelSubject(actor: Actor, slug: string, { split }: Pick<AnswersView, "split">): Promise<Subject> {
  requirePermission(actor, "model:read");
  const context = await readBoardContext(split);
  const model = [...context.models.values()].find((other) => other.slug === slug);
  if (!model || whyHidden(model) !== null) throw notFound("model");
  return { name: model.name, kind: "individual", context, facts: context.facts.subjects.get(model.id), baseline: null, members: [] };
}

/** @throws AppError NOT_FOUND also for a system whose scores are not public */
export async function findSystemSubject(actor: Actor, slug: string, { split }: Pick<AnswersView, "split">): Promise<Subject> {
  requirePermission(actor, "leaderboard:read");
  const context = await readBoardContext(split);
  const system = [...context.systems.values()].find((other) => other.slug === slug);
  if (!system || whySystemHidden(system, context.models) !== null) throw notFound("system");
  const chosen = isDefaultBaseline(system.method) ? null : chooseBaseline(system, context);
  const members = system.memberIds.map((id) => context.facts.subjects.get(id)).filter((facts) => facts !== undefined);
  const baseline = chosen && { name: chosen.model.name, facts: chosen.subject };
  return { name: system.name, kind: "system", context, facts: context.facts.subjects.get(system.id), baseline, members };
}

/** What the subject answered in a scope, and of it what the reader asked for, in the order of the list. */
export function scoresOf(subject: Subject, view: AnswersView): { all: QuestionScores[]; found: QuestionScores[] } {
  const { context, facts, baseline, members } = subject;
  const scope = resolveScope(context.scopes, view);
  // "Everything" lists tasks outside the means too: nothing that was answered stays unseen.
  const tasks = scope.kind === "overall" ? context.facts.tasks : scope.tasks;
  const all = facts ? questionScores(tasks, facts, baseline?.facts ?? null, members) : [];
  return { all, found: all.filter((scores) => hasOutcome(scores, view.outcome)) };
}
