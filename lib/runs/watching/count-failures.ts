import { db } from "@/lib/db/client";

/** How many runs stand as failed, by the code of the reason. */
export async function countFailures(): Promise<{ code: string; count: number }[]> {
  const groups = await db().run.groupBy({ by: ["failureCode"], where: { state: "failed" }, _count: true });
  return groups.map(({ failureCode, _count }) => ({ code: failureCode ?? "UNEXPECTED", count: _count }));
}
