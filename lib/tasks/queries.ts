import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { canHold } from "@/lib/db/can-hold";
import { db } from "@/lib/db/client";
import { notFound } from "@/lib/errors";
import { type Domain, domains, type Split } from "./schema";
import { configuredScorers } from "./scoring/configured-scorers";
import { type ReadingExample, readingExamples } from "./scoring/reading-examples";
import { whyUnscorable } from "./scoring/why-unscorable";
import { taskChance } from "./task-chance";
import { type QuestionContent, questionContent, taskTypeOf } from "./types/registry";

export interface TaskSummary {
  id: string;
  slug: string;
  title: string;
  domain: Domain;
  taskType: string;
  /** Words for its type. */
  typeTitle: string;
  description: string;
  license: string;
  /** Questions per split. */
  counts: Record<Split, number>;
  /** Why its answers cannot be scored here; null when they can. */
  obstacle: string | null;
}

export interface TaskDetail extends TaskSummary {
  source: string;
  digest: string;
  /** Commit of its repository, and SHA-256 of the file that was read, where there were such. */
  revision: string | null;
  fileHash: string | null;
  /** What its import decided and counted. */
  notes: string[];
  createdAt: Date;
  /** How its answers are read and scored. */
  metric: string;
  /** Mean score on the test split that needs no ability, 0 to 1, and words for how it is reached. */
  chance: number;
  chanceWords: string;
  /** The first dev question (a test question where there is none) as models see it, and what the parser makes of a few answers to it, the first one right. */
  example: { prompt: string; readings: ReadingExample[] };
}

export interface QuestionRow {
  id: string;
  taskId: string;
  split: Split;
  position: number;
  content: QuestionContent;
}

const summaryFields = { id: true, slug: true, title: true, domain: true, taskType: true, description: true, license: true } as const;

/** Every task, by domain in the order of the paper, then by title. Tasks are public. */
export async function listTasks(): Promise<TaskSummary[]> {
  const rows = await db().task.findMany({ select: summaryFields, orderBy: { title: "asc" } });
  const counts = await countQuestions(rows.map((row) => row.id));
  const scorers = configuredScorers();
  const tasks = rows.map((row) => ({
    ...row,
    typeTitle: taskTypeOf(row.taskType).title,
    counts: counts.get(row.id) ?? noQuestions(),
    obstacle: whyUnscorable(row.taskType, scorers),
  }));
  return domains.flatMap((domain) => tasks.filter((task) => task.domain === domain));
}

/**
 * One task with all that its page says.
 * @throws AppError NOT_FOUND
 */
export async function findTask(actor: Actor, slug: string): Promise<TaskDetail> {
  requirePermission(actor, "task:read");
  if (!canHold(slug)) throw notFound("task");
  const row = await db().task.findUnique({
    where: { slug },
    select: { ...summaryFields, source: true, digest: true, revision: true, fileHash: true, notes: true, createdAt: true },
  });
  if (!row) throw notFound("task");
  const [counts, chance, [first], [second]] = await Promise.all([
    countQuestions([row.id]),
    taskChance(row.id, "test"),
    questionsOf([row.id], "dev", 1),
    questionsOf([row.id], "test", 1),
  ]);
  const example = first ?? second;
  if (!example) throw notFound("task");
  const type = taskTypeOf(row.taskType);
  return {
    ...row,
    typeTitle: type.title,
    metric: type.metric,
    counts: counts.get(row.id) ?? noQuestions(),
    notes: z.array(z.string()).parse(row.notes),
    obstacle: whyUnscorable(row.taskType, configuredScorers()),
    chance: chance ?? 0,
    chanceWords: type.chance.words,
    example: { prompt: type.prompt(example.content), readings: readingExamples(example.content) },
  };
}

/**
 * Questions of a split, by the tasks' slugs, then by position. Equal arguments always give equal questions.
 * @param perTask at most so many from the front of each task; null means all
 */
export async function questionsOf(taskIds: readonly string[], split: Split, perTask: number | null): Promise<QuestionRow[]> {
  const rows = await db().question.findMany({
    where: { taskId: { in: [...taskIds] }, split, ...(perTask === null ? {} : { position: { lt: perTask } }) },
    select: { id: true, taskId: true, split: true, position: true, content: true },
    orderBy: [{ task: { slug: "asc" } }, { position: "asc" }],
  });
  return rows.map((row) => ({ ...row, content: questionContent.parse(row.content) }));
}

async function countQuestions(taskIds: readonly string[]): Promise<Map<string, Record<Split, number>>> {
  const groups = await db().question.groupBy({ by: ["taskId", "split"], where: { taskId: { in: [...taskIds] } }, _count: true });
  const counts = new Map(taskIds.map((id) => [id, noQuestions()]));
  for (const group of groups) {
    const ofTask = counts.get(group.taskId);
    if (ofTask) ofTask[group.split] = group._count;
  }
  return counts;
}

function noQuestions(): Record<Split, number> {
  return { held_out: 0, dev: 0, test: 0 };
}
