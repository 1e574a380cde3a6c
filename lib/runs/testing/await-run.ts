import { setTimeout as wait } from "node:timers/promises";
import { db } from "@/lib/db/client";
import type { Run } from "@/lib/db/generated/client";
import { isDatabaseUnreachable } from "@/lib/db/unreachable";
import type { RunState } from "../states";

/** The run as soon as it `holds`. @throws Error that says how it stood after so many seconds */
export async function untilRun(number: number, holds: (run: Run) => boolean, seconds = 60): Promise<Run> {
  const giveUpAt = performance.now() + seconds * 1_000;
  for (;;) {
    const run = await readRun(number);
    if (run && holds(run)) return run;
    if (performance.now() > giveUpAt)
      throw new Error(`still ${run?.state}, ${run?.questionsDone} of ${run?.questionsTotal}, ${run?.failureMessage}`);
    await wait(20);
  }
}

/** Null where the connection broke: tests break connections, their own too. */
async function readRun(number: number): Promise<Run | null> {
  try {
    return await db().run.findUniqueOrThrow({ where: { number } });
  } catch (error) {
    if (!isDatabaseUnreachable(error)) throw error;
    return null;
  }
}

export async function findRunState(number: number): Promise<RunState> {
  return (await db().run.findUniqueOrThrow({ where: { number } })).state;
}
