import type { Operations, Sampling } from "@/lib/operations/contract";
import type { PreparedQuestion } from "@/lib/tasks/schema";
import type { Member } from "../method";
import { baseAnswers, wasCut } from "./ask";
import { shareOf } from "./share-of";

/** What every member's own answer to every dev question is worth, 0 to 1: one row per question, in the order of the members. */
export async function scoreMembers(
  members: readonly Member[],
  dev: readonly PreparedQuestion[],
  sampling: Sampling,
  operations: Operations,
): Promise<number[][]> {
  operations.stage("dev answers");
  const rows = await baseAnswers(members, dev, sampling, operations);
  operations.stage("dev scores");
  return await Promise.all(
    rows.map((row) => Promise.all(row.map(({ question, generation }) => shareOf(question, generation.text, wasCut(generation))))),
  );
}
