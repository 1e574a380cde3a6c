import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { mayShowScores } from "@/lib/consent/visibility";
import { db } from "@/lib/db/client";
import { meanInterval } from "@/lib/statistics/intervals/mean-interval";

/** A result of another program, apart from the boards because nothing here can repeat it. */
interface ImportedRow {
  run: number;
  title: string;
  task: { slug: string; title: string };
  mean: number;
  low: number;
  high: number;
  n: number;
  caveats: number;
}

export interface ImportedResults {
  rows: ImportedRow[];
  /** Runs that this reader may not see for want of consent. */
  hidden: number;
  /** Runs before those that were read: their number only. */
  older: number;
}

const model = { select: { state: true, scopes: true, name: true } } as const;

/** How many runs were imported. */
export function countImported(): Promise<number> {
  return db().run.count({ where: { origin: "imported" } });
}

/** The latest imported runs that this reader may see, latest first, with its mean and how many caveats it carries. */
export async function readImported(actor: Actor): Promise<ImportedResults> {
  requirePermission(actor, "leaderboard:read");
  const [all, runs] = await Promise.all([countImported(), readRuns()]);
  const visible = runs.filter((run) => {
    const members = run.system?.pool.members.map((member) => member.model) ?? [];
    return mayShowScores(actor, run.model ? [run.model] : members);
  });
  const rows = visible.flatMap(({ number, caveats, model: single, system, tasks, results }) => {
    const [entry] = tasks;
    if (!entry) return [];
    const { mean, low, high, n } = meanInterval(results.map((result) => result.score));
    const title = system?.name ?? `${single?.name ?? ""} (MoCo)`;
    return [{ run: number, title, task: entry.task, mean, low, high, n, caveats: Array.isArray(caveats) ? caveats.length : 0 }];
  });
  return { rows, hidden: runs.length - visible.length, older: all - runs.length };
}

/** The latest ones: each is read with all its scores. */
function readRuns() {
  return db().run.findMany({
    where: { origin: "imported" },
    select: {
      number: true,
      caveats: true,
      model,
      system: { select: { name: true, pool: { select: { members: { select: { model } } } } } },
      tasks: { select: { task: { select: { slug: true, title: true } } } },
      results: { select: { score: true } },
    },
    orderBy: { number: "desc" },
    take: 500,
  });
}
