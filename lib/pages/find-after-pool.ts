import type { Actor } from "@/lib/auth/actor";
import { readBoardContext } from "@/lib/boards/board-context";
import { modelRows } from "@/lib/boards/rows/model-rows";
import { whyHidden } from "@/lib/consent/visibility";
import { db } from "@/lib/db/client";
import { notFound } from "@/lib/errors";
import { isHeld, isTerminal, type RunState } from "@/lib/runs/states";
import { findSnapshot } from "@/lib/runs/watching/find-snapshot";
import { submissionByNumber } from "@/lib/submissions/queries";
import type { AfterPool, EarlierModels, OwnRun } from "./schema";

/**
 * What became of a submission that is in the pool: the run that measures its model alone, whether its scores are public, and how
 * long the same took for earlier models. Null where it is not in the pool.
 * @throws AppError NOT_FOUND when it is absent or not visible
 */
export async function findAfterPool(actor: Actor, number: number): Promise<AfterPool | null> {
  const { id, state } = await submissionByNumber(actor, number);
  if (state !== "admitted") return null;
  const model = await db().model.findUnique({ where: { submissionId: id } });
  if (!model) throw notFound("model");
  const [run, systems, context, earlier] = await Promise.all([
    findOwnRun(actor, model.id),
    db().run.count({ where: { state: "done", system: { pool: { members: { some: { modelId: model.id } } } } } }),
    readBoardContext("test"),
    readEarlierModels(model.id),
  ]);
  const [overall] = context.scopes;
  const ranked = overall ? modelRows(context, overall).rows.some((row) => row.slug === model.slug) : false;
  return { admittedAt: model.admittedAt, slug: model.slug, hidden: whyHidden(model), run, ranked, systems, earlier };
}

/** The run of the model alone that came furthest; of several, the latest. */
async function findOwnRun(actor: Actor, modelId: string): Promise<OwnRun | null> {
  const runs = await db().run.findMany({
    where: { modelId, kind: "individual", origin: "here" },
    select: { number: true, state: true, queuedAt: true, startedAt: true, finishedAt: true },
    orderBy: { number: "desc" },
  });
  const [best] = runs.sort((one, other) => howFar(other.state) - howFar(one.state));
  if (!best) return null;
  const { questionsDone, questionsTotal, secondsLeft, wait, state } = await findSnapshot(actor, best.number);
  return { ...best, state, questionsDone, questionsTotal, secondsLeft, wait };
}

function howFar(state: RunState): number {
  if (state === "done") return 3;
  if (isHeld(state)) return 2;
  return isTerminal(state) ? 0 : 1;
}

/** Medians over other submitted models; null where there is none. */
async function readEarlierModels(modelId: string): Promise<EarlierModels> {
  const [known] = await db().$queryRaw<EarlierModels[]>`
    WITH first AS (
      SELECT extract(epoch FROM min(run."queuedAt") - model."admittedAt")::float8 AS waited,
        min(extract(epoch FROM run."finishedAt" - run."startedAt")) FILTER (WHERE run.state = 'done')::float8 AS took
      FROM "Model" model JOIN "Run" run ON run."modelId" = model.id AND run.kind = 'individual' AND run.origin = 'here'
      WHERE model.id <> ${modelId}::uuid AND model."submissionId" IS NOT NULL GROUP BY model.id
    )
    SELECT count(*)::int AS models, percentile_cont(0.5) WITHIN GROUP (ORDER BY greatest(waited, 0)) AS "secondsUntilQueued",
      percentile_cont(0.5) WITHIN GROUP (ORDER BY took) AS "secondsRunning"
    FROM first`;
  return known ?? { models: 0, secondsUntilQueued: null, secondsRunning: null };
}
