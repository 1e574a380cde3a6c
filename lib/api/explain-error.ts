import { isDatabaseUnreachable } from "@/lib/db/unreachable";
import { AppError } from "@/lib/errors";

/** What a person is told of an error; null for a defect of ours, which has no words of its own. */
export function explainError(error: unknown): AppError | null {
  if (error instanceof AppError) return error;
  if (!isDatabaseUnreachable(error)) return null;
  return databaseAway();
}

/** What a person is told while the database is away. */
export function databaseAway(): AppError {
  return new AppError("UNAVAILABLE", "The database does not answer at the moment. Nothing that was sent before is lost; try again soon.");
}
