import type { Transaction } from "@/lib/db/client";
import type { Prisma, System } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors";
import { findMethod } from "@/lib/methods/registry";
import { findOrCreatePool } from "@/lib/pool/find-or-create-pool";
import { completeParameters, nameSystem, slugSystem } from "./describe-system";
import { digestOf } from "./digest";
import { readerOf } from "./reader-of";
import { scorersOf } from "./scorers-of";
import { familySources, helperSources } from "./system-sources";

/** What makes a system. */
export interface SystemSpec {
  /** Id of the method. */
  method: string;
  /** Ids of the members, in the order of the pool. */
  modelIds: readonly string[];
  /** As a person gave them; missing ones take the method's defaults. */
  parameters: unknown;
  /** Tasks whose dev questions it learns from if it learns at all, and at most how many of each; null means all. */
  devTaskIds: readonly string[];
  devPerTask: number | null;
}

/**
 * The system of this method, pool, parameters and dev questions. The same choice is always the same system,
 * so that what it learned is shared by all its runs.
 * @throws AppError NOT_FOUND for an unknown method or task, INVALID_INPUT for parameters
 */
export async function findOrCreateSystem(tx: Transaction, spec: SystemSpec): Promise<System> {
  const method = findMethod(spec.method);
  if (!method) throw new AppError("NOT_FOUND", `There is no method "${spec.method}".`);
  const parameters = completeParameters(method, spec.parameters);
  const dev = method.learns === null ? { taskIds: [], perTask: null } : { taskIds: [...spec.devTaskIds], perTask: spec.devPerTask };
  const tasks = await tx.task.findMany({ where: { id: { in: dev.taskIds } }, select: { id: true, digest: true, taskType: true } });
  if (tasks.length !== new Set(dev.taskIds).size) throw new AppError("NOT_FOUND", "One of the tasks to learn from does not exist.");
  const pool = await findOrCreatePool(tx, spec.modelIds);
  const members = await tx.poolMember.findMany({
    where: { poolId: pool.id },
    select: { model: { select: { weightsHash: true, name: true, hubId: true, baseModel: true } } },
    orderBy: { position: "asc" },
  });
  const scorers = scorersOf(method, tasks);
  const reader = readerOf(method);
  const digest = digestOf({
    method: method.id,
    pool: pool.digest,
    weights: members.map((member) => member.model.weightsHash ?? ""),
    parameters,
    devTasks: tasks.map((task) => task.digest),
    devPerTask: dev.perTask,
    scorers: scorers.map(({ name }) => name),
    reader,
  });
  const size = spec.modelIds.length;
  // Two requests may create the same system at once: the first row wins and both get it.
  await tx.system.createMany({
    data: [
      {
        digest,
        slug: slugSystem(method.id, size, digest),
        name: nameSystem(method, size, parameters),
        method: method.id,
        poolId: pool.id,
        // Parsed by the method's own shape, which is JSON by its contract.
        parameters: JSON.parse(JSON.stringify(parameters)) as Prisma.InputJsonObject,
        devTaskIds: tasks.map((task) => task.id).sort(),
        devPerTask: dev.perTask,
        reader,
        sources: [...scorers, ...helperSources(method, parameters), ...familySources(members.map((member) => member.model))],
      },
    ],
    skipDuplicates: true,
  });
  return await tx.system.findUniqueOrThrow({ where: { digest } });
}
