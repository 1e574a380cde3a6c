import { db } from "@/lib/db/client";
import { type DeclaredTask, declaredTasks } from "./declared-tasks";

/** The paper's tasks that nobody has imported here yet, in the order of the paper. Tasks are public. */
export async function listNotImported(): Promise<DeclaredTask[]> {
  const present = await db().task.findMany({ where: { slug: { in: declaredTasks.map((task) => task.slug) } }, select: { slug: true } });
  const slugs = new Set(present.map((task) => task.slug));
  return declaredTasks.filter((task) => !slugs.has(task.slug));
}

/** Line for the terminal that imports a declared task from the file that MoCo ships. */
export function importCommand(task: DeclaredTask): string {
  return `npm run polyphony -- tasks import ${task.names[0] ?? task.slug}.json --license LICENCE`;
}
