import type { Actor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import type { QuestionPage } from "./find-question-page";
import { findModelSubject, findSystemSubject, type Subject, scoresOf } from "./find-subject";
import type { AnswersView } from "./schema";

/** Where a question stands in a list, and the ids of those beside it. */
export interface Neighbours {
  /** From 1. */
  place: number;
  total: number;
  previous: string | null;
  next: string | null;
}

type Here = Pick<QuestionPage, "position" | "split" | "task">;

/** Its place among the questions of a system that the reader chose; null where it is not among them. */
export async function findSystemNeighbours(actor: Actor, slug: string, view: AnswersView, here: Here): Promise<Neighbours | null> {
  return placeIn(await findSystemSubject(actor, slug, view), view, here);
}

/** The same for a model alone. */
export async function findModelNeighbours(actor: Actor, slug: string, view: AnswersView, here: Here): Promise<Neighbours | null> {
  return placeIn(await findModelSubject(actor, slug, view), view, here);
}

/** Its place among all questions of its task and split. */
export async function findTaskNeighbours({ position, split, task }: Here): Promise<Neighbours> {
  const where = { split, task: { slug: task.slug } };
  const [total, [previous], [next]] = await Promise.all([
    db().question.count({ where }),
    db().question.findMany({
      where: { ...where, position: { lt: position } },
      orderBy: { position: "desc" },
      take: 1,
      select: { id: true },
    }),
    db().question.findMany({
      where: { ...where, position: { gt: position } },
      orderBy: { position: "asc" },
      take: 1,
      select: { id: true },
    }),
  ]);
  return { place: position + 1, total, previous: previous?.id ?? null, next: next?.id ?? null };
}

async function placeIn(subject: Subject, view: AnswersView, here: Here): Promise<Neighbours | null> {
  if (view.split !== here.split) return null;
  const { found } = scoresOf(subject, view);
  const index = found.findIndex(({ task, position }) => task.slug === here.task.slug && position === here.position);
  if (index === -1) return null;
  const idAt = async (place: number) => {
    const there = found[place];
    if (!there) return null;
    const row = await db().question.findFirst({
      where: { taskId: there.task.id, split: view.split, position: there.position },
      select: { id: true },
    });
    return row?.id ?? null;
  };
  const [previous, next] = await Promise.all([idAt(index - 1), idAt(index + 1)]);
  return { place: index + 1, total: found.length, previous, next };
}
