import { setTimeout as wait } from "node:timers/promises";
import { db } from "@/lib/db/client";
import type { Run } from "@/lib/db/generated/client";
import type { RunState } from "../states";

/** The run as soon as it `holds`. @throws Error that says how it stood after so many seconds */
export async function untilRun(number: number, holds: (run: Run) => boolean, seconds = 60): Promise<Run> {
  const giveUpAt = performance.now() + seconds * 1_000;
  for (;;) {
    const run = await db().run.findUniqueOrThrow({ where: { number } });
    if (holds(run)) return run;
    if (performance.now() > giveUpAt)
      throw new Error(`still ${run.state}, ${run.questionsDone} of ${run.questionsTotal}, ${run.failureMessage}`);
    await wait(20);
  }
}

export async function findRunState(number: number): Promise<RunState> {
  return (await db().run.findUniqueOrThrow({ where: { number } })).state;
}
