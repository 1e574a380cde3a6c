import { AppError } from "@/lib/errors";

/** What a method that learns must have. @throws AppError INVALID_INPUT without members or dev questions */
export function requireDev(pool: readonly unknown[], dev: readonly unknown[]): void {
  if (pool.length === 0) throw new AppError("INVALID_INPUT", "The pool is empty: choose at least one model.");
  if (dev.length === 0)
    throw new AppError("INVALID_INPUT", "There are no practice questions to learn from: choose tasks with a dev split.");
}
