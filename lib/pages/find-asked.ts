import type { Actor } from "@/lib/auth/actor";
import { notFound } from "@/lib/errors";
import { findQuestionPage, type QuestionPage } from "./find-question-page";
import { type Asked, readAsked } from "./read-asked";

/** One text that a model gave, with what it was asked. Addressed by its place, since a key could give a withheld text away. */
export interface AskedPage {
  question: Pick<QuestionPage, "id" | "position" | "split" | "task">;
  /** Who was asked. */
  name: string;
  /** Of their page. */
  href: string | null;
  /** What it said. */
  text: string;
  /** Null where the prompt is not kept. */
  asked: Asked | null;
}

/** As above, for one of those who spoke in a system. */
export interface AskedStepPage extends AskedPage {
  system: { name: string; slug: string };
  stage: string;
}

/**
 * What a model was asked when it answered a question alone.
 * @throws AppError NOT_FOUND also where the reader may not read its answer
 */
export async function findAskedAlone(actor: Actor, questionId: string, slug: string): Promise<AskedPage> {
  const page = await findQuestionPage(actor, questionId);
  const answer = page.models.find((other) => other.slug === slug);
  if (!answer) throw notFound("answer");
  return { ...(await readOne(actor, answer)), question: inShort(page), name: answer.name, href: `/models/${slug}` };
}

/**
 * What was asked at one step of a system's answer.
 * @param place the step, from 1
 * @throws AppError NOT_FOUND also where the reader may not read what was said there
 */
export async function findAskedAtStep(actor: Actor, questionId: string, slug: string, place: number): Promise<AskedStepPage> {
  const page = await findQuestionPage(actor, questionId);
  const answer = page.systems.find((other) => other.slug === slug);
  const step = answer?.trace.steps[place - 1];
  if (!answer || !step) throw notFound("answer");
  const system = { name: answer.name, slug };
  return { ...(await readOne(actor, step)), question: inShort(page), name: step.model, href: step.href, system, stage: step.stage };
}

async function readOne(actor: Actor, { text, generation }: { text: string | null; generation: string | null }) {
  if (text === null || generation === null) throw notFound("answer");
  const found = await readAsked(actor, [generation]);
  return { text, asked: found.get(generation) ?? null };
}

/** The page's heads alone: what else it holds was not asked for. */
function inShort({ id, position, split, task }: QuestionPage): AskedPage["question"] {
  return { id, position, split, task };
}
