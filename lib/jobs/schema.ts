import { z } from "zod";

/** Shapes of chores as an operator sees them. Browser-safe. */

/** Chores of one name that have not ended. */
export interface ChoreCount {
  name: string;
  /** Wait for their time or for a free worker. */
  waiting: number;
  running: number;
  /** Failed before and will be tried again. */
  failing: number;
  /** Failed for the last time. */
  givenUp: number;
}

/** A chore that failed. */
export interface FailedChore {
  id: string;
  name: string;
  attempts: number;
  maxAttempts: number;
  /** When it is tried again; null when it is given up. */
  nextAt: Date | null;
  error: string;
}

export const choreReference = z.object({ id: z.string().regex(/^\d{1,18}$/, "This is no chore's number.") });
