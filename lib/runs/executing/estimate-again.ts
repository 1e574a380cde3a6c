import { z } from "zod";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { log } from "@/lib/log";
import { composeRuns } from "../composing/compose-runs";
import { type LaunchInput, launchInput } from "../composing/schema";
import { estimateRuns } from "../estimating/estimate-runs";
import type { EstimateAfter, RunEstimate, Spread } from "../estimating/schema";
import { guardLease, type Lease } from "../state/lease";
import { noteOnRun } from "../state/write-event";
import type { RunCosts } from "./save-progress";

const settings = z.record(z.string(), z.unknown()).catch({});

/**
 * Estimates what is left of a run that was estimated at its launch, now that one of its stages is over: the memo knows more
 * of its calls, and how long answers are. Writes an event with what all of it is expected to cost. Never fails: it is done
 * beside the work, and only for those who watch.
 * @param spent what the run cost until now; asked last, because the work goes on meanwhile and rather counts twice than never
 */
export async function estimateAgain(lease: Lease, after: EstimateAfter["after"], spent: () => RunCosts): Promise<void> {
  try {
    const input = await launchInputOf(lease.runId);
    if (!input) return;
    const { runs } = await estimateRuns(await composeRuns(input), input);
    const [left] = runs;
    if (left) await writeEstimate(lease, totalOf(after, spent(), left));
  } catch (error) {
    log.debug({ err: error, run: lease.number }, "the run could not be estimated again");
  }
}

/** What would launch the same run again; null where nobody estimated it. */
async function launchInputOf(runId: string): Promise<LaunchInput | null> {
  const run = await db().run.findUniqueOrThrow({
    where: { id: runId },
    include: {
      model: { select: { slug: true } },
      system: {
        include: { pool: { include: { members: { include: { model: { select: { slug: true } } }, orderBy: { position: "asc" } } } } },
      },
      tasks: { include: { task: { select: { slug: true } } } },
    },
  });
  if (run.estimate === null) return null;
  const { split, questionsPerTask, priority, model, system } = run;
  const shared = { split, questionsPerTask, priority, tasks: run.tasks.map(({ task }) => task.slug) };
  if (model) return launchInput.parse({ ...shared, kind: "individual", models: [model.slug], decoding: settings.parse(run.sampling) });
  if (!system) return null;
  const { method, devPerTask, pool } = system;
  const models = pool.members.map((member) => member.model.slug);
  return launchInput.parse({ ...shared, kind: "system", method, models, devPerTask, parameters: settings.parse(system.parameters) });
}

function totalOf(after: EstimateAfter["after"], spent: RunCosts, left: RunEstimate): EstimateAfter {
  const plus = ({ p50, p90 }: Spread, known: number): Spread => ({ p50: known + p50, p90: known + p90 });
  return {
    after,
    requests: plus(left.requests, spent.generations),
    tokens: plus(left.tokens, spent.completionTokens),
    seconds: left.seconds && plus(left.seconds, spent.seconds),
  };
}

function writeEstimate(lease: Lease, estimate: EstimateAfter): Promise<void> {
  const { p50, p90 } = estimate.tokens;
  const number = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 0 });
  const words = `${number.format(p50)} tokens in all, 9 of 10 such runs below ${number.format(p90)}`;
  const why = `estimated again after ${estimate.after}: ${words}`;
  return inTransaction(async (tx) => {
    const run = await guardLease(tx, lease);
    await noteOnRun(tx, run, { by: lease, why, data: { estimate: { ...estimate } } });
  });
}
