import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { admitZoo } from "@/lib/pool/admit-zoo";
import { importZooTasks } from "@/lib/tasks/importing/import-zoo-tasks";
import { queueFirstExperiment } from "../queue-first-experiment";

/** What came in; nothing of what was there already. */
export interface AddedZoo {
  tasks: number;
  models: number;
  runs: number;
}

/**
 * Brings in the tiny models and tasks that come with the portal, and where wanted queues the experiment that measures them. Safe to repeat.
 * @throws AppError CONFLICT where a task of the same name has other content
 */
export async function addZoo(actor: Actor, { experiment }: { experiment: boolean | { questionsPerTask: number } }): Promise<AddedZoo> {
  requirePermission(actor, "zoo:change");
  const tasks = (await importZooTasks()).filter(({ created }) => created).length;
  const models = await admitZoo();
  const runs = experiment === false ? 0 : await queueFirstExperiment(experiment === true ? {} : experiment);
  return { tasks, models, runs };
}
