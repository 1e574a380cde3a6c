import { db } from "@/lib/db/client";
import { type JobState, openJobStates } from "./states";

/** Jobs that have not ended, by state; states without a job are left out. */
export async function countJobs(): Promise<{ state: JobState; count: number }[]> {
  const counts = await db().job.groupBy({ by: ["state"], where: { state: { in: [...openJobStates] } }, _count: true });
  return counts.map(({ state, _count: count }) => ({ state, count }));
}
