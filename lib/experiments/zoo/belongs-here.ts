import { db } from "@/lib/db/client";
import { findZoo } from "./find-zoo";

/**
 * Whether a demo brings the zoo in: where it is there, so that what was trained again since replaces it, and where nothing else is. One
 * that was taken away from a portal with models, tasks or submissions of its own stays away.
 */
export async function zooBelongsHere(): Promise<boolean> {
  const { models, tasks } = await findZoo(db());
  if (models.length + tasks.length > 0) return true;
  const [others, runnable, submissions] = await Promise.all([
    db().task.count(),
    db().model.count({ where: { state: "runnable" } }),
    db().submission.count(),
  ]);
  return others + runnable + submissions === 0;
}
