import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { inTransaction } from "@/lib/db/transaction";
import { AppError, notFound } from "@/lib/errors";

/**
 * Removes a task with its questions, as long as nothing refers to them.
 * @returns how many questions went
 * @throws AppError NOT_ALLOWED, NOT_FOUND, and CONFLICT when runs or systems used the task
 */
export async function removeTask(actor: Actor, slug: string): Promise<number> {
  requirePermission(actor, "task:import");
  return await inTransaction(async (tx) => {
    const task = await tx.task.findUnique({ where: { slug }, select: { id: true, _count: { select: { runs: true, questions: true } } } });
    if (!task) throw notFound("task");
    const systems = await tx.system.count({ where: { devTaskIds: { has: task.id } } });
    if (task._count.runs > 0 || systems > 0) {
      const users = [counted(task._count.runs, "run"), counted(systems, "system")].filter(Boolean);
      throw new AppError(
        "CONFLICT",
        `The task "${slug}" stays: ${users.join(" and ")} used it, and their results refer to its questions. Import other content under a new name.`,
      );
    }
    await tx.task.delete({ where: { id: task.id } });
    return task._count.questions;
  });
}

function counted(count: number, noun: string): string {
  if (count === 0) return "";
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}
