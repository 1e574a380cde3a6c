import { db } from "@/lib/db/client";
import { notFound } from "@/lib/errors";

/** Two digests that say whether what is seen of a run's answers may have changed. */
interface RunStamp {
  /** Changes with every answer, score and consent. */
  all: string;
  /** Stays the same while answers are merely added. */
  recorded: string;
}

/** @throws AppError NOT_FOUND */
export async function stampOfRun(number: number): Promise<RunStamp> {
  const [stamp] = await db().$queryRaw<RunStamp[]>`
    SELECT md5(concat_ws(' ', kept.recorded, run.state, run.epoch, run."questionsDone", run."finishedAt")) AS all, kept.recorded
    FROM "Run" run, LATERAL (
      SELECT md5(concat_ws(' ', run.id, run."scoresVersion", run."doneBefore",
        (SELECT string_agg(concat_ws(' ', m.id, m.slug, m.name, m.state, m.scopes), ',' ORDER BY m.id) FROM "Model" m))) AS recorded
    ) kept
    WHERE run.number = ${number}`;
  if (!stamp) throw notFound("run");
  return stamp;
}
