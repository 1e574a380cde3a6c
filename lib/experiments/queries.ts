import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { canHold } from "@/lib/db/can-hold";
import { db } from "@/lib/db/client";
import { notFound } from "@/lib/errors";
import { listExperimentRuns } from "@/lib/runs/watching/queries";
import type { RunRow } from "@/lib/runs/watching/schema";
import { type ExperimentPlan, type ExperimentRow, experimentPlan } from "./schema";

/** All experiments, newest first, with how far they have come. */
export async function listExperiments(actor: Actor): Promise<ExperimentRow[]> {
  requirePermission(actor, "run:read");
  const experiments = await db().experiment.findMany({ orderBy: { createdAt: "desc" }, include: { runs: { select: { state: true } } } });
  return experiments.map(({ slug, title, description, createdAt, runs }) => ({
    slug,
    title,
    description,
    createdAt,
    runs: runs.length,
    done: runs.filter((run) => run.state === "done").length,
    failed: runs.filter((run) => run.state === "failed").length,
  }));
}

export interface ExperimentDetail {
  slug: string;
  title: string;
  description: string;
  createdAt: Date;
  plan: ExperimentPlan;
  runs: RunRow[];
}

/** @throws AppError NOT_FOUND */
export async function findExperiment(actor: Actor, slug: string): Promise<ExperimentDetail> {
  requirePermission(actor, "run:read");
  const experiment = canHold(slug) ? await db().experiment.findUnique({ where: { slug } }) : null;
  if (!experiment) throw notFound("experiment");
  const { id, title, description, createdAt, plan } = experiment;
  return { slug, title, description, createdAt, plan: experimentPlan.parse(plan), runs: await listExperimentRuns(actor, id) };
}
