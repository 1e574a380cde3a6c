import { db } from "@/lib/db/client";
import { statesIn } from "@/lib/runs/states";

/** How far the work that fills the boards has come. */
export interface BoardProgress {
  done: number;
  total: number;
  failed: number;
  /** The experiment that is running; null for runs outside experiments. */
  experiment: { slug: string; title: string } | null;
}

/** The latest work with runs that are not finished, or null when nothing is under way. */
export async function readProgress(): Promise<BoardProgress | null> {
  const unfinished = { state: { in: statesIn("waits", "works") } };
  const latest = await db().run.findFirst({
    where: unfinished,
    orderBy: { number: "desc" },
    select: { experimentId: true, experiment: { select: { slug: true, title: true } } },
  });
  if (!latest) return null;
  const states = await db().run.groupBy({
    by: ["state"],
    where: latest.experimentId === null ? { experimentId: null } : { experimentId: latest.experimentId },
    _count: true,
  });
  const count = (state: string) => states.find((row) => row.state === state)?._count ?? 0;
  return {
    done: count("done"),
    total: states.reduce((total, row) => total + row._count, 0),
    failed: count("failed") + count("cancelled"),
    experiment: latest.experiment,
  };
}
