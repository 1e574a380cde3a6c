import type { Prisma } from "@/lib/db/generated/client";
import { findBlocked } from "../state/find-blocked";
import { settingsOf } from "./run-settings";
import type { PlanAgain } from "./schema";

/** What a plan without some models needs to know of the run that it replaces. */
export interface BlockedRun {
  id: string;
  number: number;
  split: string;
  questionsPerTask: number | null;
  unreadableLimit: number | null;
  system: { method: string; parameters: Prisma.JsonValue; devPerTask: number | null } | null;
  models: readonly { slug: string; name: string }[];
  tasks: readonly string[];
}

/**
 * The launch page, filled in with what a blocked run was, but for the models that block it: pools are frozen, so another
 * pool means another system and another run. The new run takes the place of the old one.
 */
export async function planAgain(run: BlockedRun): Promise<PlanAgain> {
  const blockers = (await findBlocked([run.id])).get(run.id)?.models ?? [];
  const without = blockers.map(({ slug, name }) => ({ slug, name }));
  const remaining = run.models.filter((model) => !without.some(({ slug }) => slug === model.slug));
  if (without.length === 0 || remaining.length === 0 || !run.system) return { without, address: null };
  const query = new URLSearchParams({ what: run.system.method, split: run.split, plan: "show", replaces: String(run.number) });
  for (const model of remaining) query.append("models", model.slug);
  for (const task of run.tasks) query.append("tasks", task);
  if (run.questionsPerTask !== null) query.set("questionsPerTask", String(run.questionsPerTask));
  if (run.system.devPerTask !== null) query.set("devPerTask", String(run.system.devPerTask));
  if (run.unreadableLimit !== null) query.set("unreadablePercent", String(Math.round(run.unreadableLimit * 100)));
  const labels = new Set(blockers.map(({ label }) => label));
  for (const { name, value } of settingsOf(run.system.parameters)) {
    // A helper that may not be used any more is no parameter to keep: the method then takes its default.
    if (!labels.has(value)) query.set(`parameter.${name}`, value);
  }
  return { without, address: `/runs/new?${query}#plan` };
}
