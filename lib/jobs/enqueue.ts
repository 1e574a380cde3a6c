import type { z } from "zod";
import type { Transaction } from "@/lib/db/client";
import type { Job } from "./job";

/**
 * Leaves a chore in the queue within the caller's transaction, so that no crash can fall between a
 * write and its consequence. Equal `key`s collapse into one waiting chore.
 */
export async function enqueue<Shape extends z.ZodType>(
  tx: Transaction,
  job: Job<Shape>,
  payload: z.input<Shape>,
  options: { key?: string; runAt?: Date } = {},
): Promise<void> {
  const body = JSON.stringify(job.payload.parse(payload));
  const runAt = options.runAt ?? null;
  const key = options.key ?? null;
  await tx.$executeRaw`SELECT graphile_worker.add_job(${job.name}, payload := ${body}::json, run_at := ${runAt}::timestamptz, job_key := ${key}, max_attempts := 12)`;
}
