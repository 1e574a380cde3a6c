import type { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { findExperiment, listExperiments } from "@/lib/experiments/queries";
import { head } from "./answer-leaderboards";
import type { experimentAnswer, experimentsAnswer } from "./run-shapes";

/** Every experiment, newest first. */
export async function answerExperiments(actor: Actor): Promise<z.infer<typeof experimentsAnswer>> {
  const rows = await listExperiments(actor);
  return { ...head(), rows: rows.map((row) => ({ ...row, ...placed(row) })) };
}

/** One experiment with its plan and its runs. @throws AppError NOT_FOUND */
export async function answerExperiment(actor: Actor, slug: string): Promise<z.infer<typeof experimentAnswer>> {
  const { runs, ...experiment } = await findExperiment(actor, slug);
  const inState = (state: string) => runs.filter((run) => run.state === state).length;
  const counts = { runs: runs.length, done: inState("done"), failed: inState("failed") };
  return { ...head(), experiment: { ...experiment, ...placed(experiment), ...counts, numbers: runs.map((run) => run.number) } };
}

function placed({ slug, createdAt }: { slug: string; createdAt: Date }) {
  return { url: `/experiments/${slug}`, createdAt: createdAt.toISOString() };
}
