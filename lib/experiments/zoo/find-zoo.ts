import type { Transaction } from "@/lib/db/client";
import { findMadeOf, type MadeOf } from "@/lib/operations/derived/delete-derived";
import { labelOf } from "@/lib/pool/label";
import { readZooModels } from "@/lib/pool/read-zoo-models";

/** What the zoo is in this database, and what hangs on it. Ids, except where something else is said. */
export interface ZooContents {
  models: { id: string; weightsHash: string | null }[];
  tasks: string[];
  systems: string[];
  runs: string[];
  /** What methods made of its models, through however many steps. */
  derived: MadeOf[];
  /** Experiments that have no other run. */
  experiments: string[];
  counts: { questions: number; results: number; generations: number };
  /** Runs and systems that also involve models or tasks of others, in words. */
  shared: { runs: string[]; systems: string[]; words: string[] };
}

interface SystemRow {
  id: string;
  slug: string;
  others: string[];
}

interface RunRow extends SystemRow {
  number: number;
}

/** Reads what `zoo remove` would take away. Models that somebody submitted are nobody's zoo, whatever their name. */
export async function findZoo(tx: Transaction): Promise<ZooContents> {
  const hubIds = (await readZooModels()).map(({ hubId }) => hubId);
  const models = await tx.model.findMany({
    where: { hubId: { in: hubIds }, submissionId: null },
    select: { id: true, weightsHash: true },
  });
  const tasks = await tx.task.findMany({ where: { example: true }, select: { id: true } });
  const ours = {
    models: models.map(({ id }) => id),
    labels: models.flatMap(({ weightsHash }) => (weightsHash ? [labelOf(weightsHash)] : [])),
    tasks: tasks.map(({ id }) => id),
  };
  const systems = await readSystems(tx, ours);
  const runs = await readRuns(tx, ours, systems);
  const runIds = runs.map(({ id }) => id);
  const experiments = await tx.experiment.findMany({
    where: { runs: { some: { id: { in: runIds } }, none: { id: { notIn: runIds } } } },
    select: { id: true },
  });
  const [questions, results, generations] = await Promise.all([
    tx.question.count({ where: { taskId: { in: ours.tasks } } }),
    tx.result.count({ where: { runId: { in: runIds } } }),
    tx.generation.count({ where: { modelId: { in: ours.models } } }),
  ]);
  const derived = await findMadeOf(tx, ours.models);
  const [sharedRuns, sharedSystems] = [runs.filter(isShared), systems.filter(isShared)];
  return {
    models,
    tasks: ours.tasks,
    systems: systems.map(({ id }) => id),
    runs: runIds,
    derived,
    experiments: experiments.map(({ id }) => id),
    counts: { questions, results, generations },
    shared: {
      runs: sharedRuns.map(({ id }) => id),
      systems: sharedSystems.map(({ id }) => id),
      words: [
        ...sharedRuns.map(({ number, others }) => `run #${number}, which also involves ${others.join(", ")}`),
        ...sharedSystems.map(({ slug, others }) => `system ${slug}, which also involves ${others.join(", ")}`),
        ...derived.filter(({ shared }) => shared).map(({ label }) => `derived model ${label}, which was made of models of others too`),
      ],
    },
  };
}

const isShared = ({ others }: SystemRow) => others.length > 0;

interface Ours {
  models: string[];
  /** By which systems know helpers. */
  labels: string[];
  tasks: string[];
}

/** Systems with a member, a helper or a task to learn from of the zoo, and what else they involve. */
function readSystems(tx: Transaction, { models, labels, tasks }: Ours): Promise<SystemRow[]> {
  return tx.$queryRaw<SystemRow[]>`
    WITH part AS (
      SELECT system.id, 'model ' || model.slug AS name, model.id = ANY(${models}::uuid[]) AS ours
      FROM "System" system JOIN "PoolMember" member ON member."poolId" = system."poolId" JOIN "Model" model ON model.id = member."modelId"
      UNION ALL
      SELECT system.id, 'helper ' || (source->>'name'), source->>'name' = ANY(${labels}::text[])
      FROM "System" system, jsonb_array_elements(system.sources) source WHERE source->>'kind' IN ('helper', 'judge')
      UNION ALL
      SELECT system.id, 'task ' || task.slug, task.id = ANY(${tasks}::uuid[])
      FROM "System" system JOIN "Task" task ON task.id = ANY(system."devTaskIds")
    )
    SELECT system.id, system.slug, coalesce(array_agg(DISTINCT part.name) FILTER (WHERE NOT part.ours), '{}') AS others
    FROM "System" system JOIN part ON part.id = system.id GROUP BY system.id HAVING bool_or(part.ours) ORDER BY system.slug`;
}

/** Runs of models, systems or tasks of the zoo, and what else they involve. */
async function readRuns(tx: Transaction, { models, tasks }: Ours, systems: readonly SystemRow[]): Promise<RunRow[]> {
  const involved = systems.map(({ id }) => id);
  const mixed = systems.filter(isShared).map(({ id }) => id);
  return await tx.$queryRaw<RunRow[]>`
    WITH part AS (
      SELECT run.id, 'model ' || model.slug AS name, model.id = ANY(${models}::uuid[]) AS ours
      FROM "Run" run JOIN "Model" model ON model.id = run."modelId"
      UNION ALL
      SELECT run.id, 'system ' || system.slug, system.id = ANY(${involved}::uuid[]) FROM "Run" run JOIN "System" system ON system.id = run."systemId"
      UNION ALL
      SELECT run.id, 'system ' || system.slug, false
      FROM "Run" run JOIN "System" system ON system.id = run."systemId" WHERE system.id = ANY(${mixed}::uuid[])
      UNION ALL
      SELECT link."runId", 'task ' || task.slug, task.id = ANY(${tasks}::uuid[]) FROM "RunTask" link JOIN "Task" task ON task.id = link."taskId"
    )
    SELECT run.id, run.number, '' AS slug, coalesce(array_agg(DISTINCT part.name) FILTER (WHERE NOT part.ours), '{}') AS others
    FROM "Run" run JOIN part ON part.id = run.id GROUP BY run.id HAVING bool_or(part.ours) ORDER BY run.number`;
}
