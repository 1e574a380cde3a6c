import { systemActor } from "@/lib/auth/actor";
import { redoResults } from "@/lib/results/redo-results";

/** Has results made again that rest on texts of a corrupt engine. */
export async function handleRedoResults(payload: { first: string; last: string; reason: string }): Promise<void> {
  await redoResults(systemActor("worker"), payload);
}
