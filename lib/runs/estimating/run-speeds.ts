import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { PlannedRun } from "../composing/compose-runs";

/** Runs that say how fast one goes, newest first. */
const runsAtMost = 20;
/** A run that made fewer texts measures the start more than the speed. */
const textsAtLeast = 10;

/**
 * Completion tokens per second of earlier runs like this one: of the same model or method, else of the same kind, else
 * of any. A run that shared its worker's time with others counts its share of the time only.
 * @returns an empty list while no run has measured anything: then the time is not guessed
 */
export async function readRunSpeeds(run: PlannedRun): Promise<number[]> {
  const subject: Prisma.RunWhereInput = run.kind === "individual" ? { modelId: run.models[0].id } : { system: { method: run.method.id } };
  for (const where of [subject, { kind: run.kind }, {}]) {
    const runs = await db().run.findMany({
      where: {
        ...where,
        generationsMade: { gte: textsAtLeast },
        completionTokens: { gt: 0 },
        uncountedTokens: 0,
        askingSeconds: { gt: 0 },
      },
      orderBy: { number: "desc" },
      take: runsAtMost,
      select: { completionTokens: true, askingSeconds: true },
    });
    if (runs.length > 0) return runs.map((each) => Number(each.completionTokens) / each.askingSeconds);
  }
  return [];
}
