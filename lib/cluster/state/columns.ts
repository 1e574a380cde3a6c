import type { Prisma } from "@/lib/db/generated/client";
import { type JobState, movedJobColumns } from "../states";

/** What a move writes to the row. */
export function jobMoveData(from: JobState, to: JobState) {
  const values = { now: new Date(), none: [] };
  const columns = Object.entries(movedJobColumns(from, to)).map(([name, value]) => [
    name,
    value === "now" || value === "none" ? values[value] : value,
  ]);
  return { ...Object.fromEntries(columns), state: to } satisfies Prisma.JobUpdateManyMutationInput;
}
