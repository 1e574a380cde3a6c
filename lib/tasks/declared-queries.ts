import { db } from "@/lib/db/client";
import { type DeclaredTask, declaredTasks } from "./declared-tasks";
import { taskTypeOf } from "./types/registry";

export interface MissingTask extends DeclaredTask {
  /** Words for its type. */
  typeTitle: string;
}

/** The paper's tasks that nobody has imported here yet, in the order of the paper. Tasks are public. */
export async function listNotImported(): Promise<MissingTask[]> {
  const present = await db().task.findMany({ where: { slug: { in: declaredTasks.map((task) => task.slug) } }, select: { slug: true } });
  const slugs = new Set(present.map((task) => task.slug));
  const missing = declaredTasks.filter((task) => !slugs.has(task.slug));
  return missing.map((task) => ({ ...task, typeTitle: taskTypeOf(task.taskType).title }));
}

/** Line for the terminal that imports a declared task from the file that MoCo ships. */
export function importCommand(task: DeclaredTask): string {
  return `npm run polyphony -- tasks import ${task.names[0] ?? task.slug}.json --license LICENCE`;
}
