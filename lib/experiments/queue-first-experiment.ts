import { systemActor } from "@/lib/auth/actor";
import { db, type Transaction } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { log } from "@/lib/log";
import { labelOf } from "@/lib/pool/label";
import { readZooModels } from "@/lib/pool/read-zoo-models";
import { composeRuns } from "@/lib/runs/composing/compose-runs";
import { queueRuns } from "@/lib/runs/launching/launch-run";
import { listTasks } from "@/lib/tasks/queries";
import { firstPlan } from "./first-plan";
import { inputOf } from "./plan-input";
import { type ExperimentPlan, experimentPlan } from "./schema";

const firstSlug = "first-light";
/** Chosen so that a laptop of two cores finishes everything in about three minutes. */
const usualQuestionsPerTask = 20;
/** All runs are queued at once or not at all: a second or two, and many more where everything else starts too. */
const secondsOnSlowMachine = 120;

/**
 * Queues the experiment that fills a fresh portal with numbers: the zoo's models alone and four methods on growing
 * pools. Safe to repeat: an experiment that is there is left alone, unless there are models that it did not know,
 * because the zoo was trained again since.
 * @returns how many runs were queued
 */
export async function queueFirstExperiment({ questionsPerTask = usualQuestionsPerTask } = {}): Promise<number> {
  const plan = await planForZoo(questionsPerTask);
  if (!plan) return 0;
  const slug = await freeSlug(plan);
  if (!slug) return 0;
  const actor = systemActor("seed");
  const inputs = plan.entries.map((entry) => inputOf(plan, entry));
  const composed = await Promise.all(inputs.map(async (input) => ({ input, composition: await composeRuns(input) })));
  const queue = async (tx: Transaction) => {
    const title = "First light";
    const description =
      "Each model of the zoo alone on the held-out and the test split, then four methods on the first two, four and eight of them.";
    // Two starts at once: the one whose row was first queues the runs.
    const { count } = await tx.experiment.createMany({
      data: [{ slug, title, description, plan: JSON.parse(JSON.stringify(plan)) }],
      skipDuplicates: true,
    });
    if (count === 0) return 0;
    const { id } = await tx.experiment.findUniqueOrThrow({ where: { slug }, select: { id: true } });
    let runs = 0;
    for (const { input, composition } of composed) runs += (await queueRuns(tx, actor, input, composition, { experimentId: id })).length;
    return runs;
  };
  return await inTransaction(queue, secondsOnSlowMachine);
}

/** Null where these models were in such an experiment before. */
async function freeSlug({ entries }: ExperimentPlan): Promise<string | null> {
  const earlier = await db().experiment.findMany({ where: { slug: { startsWith: firstSlug } }, select: { plan: true } });
  const known = new Set(earlier.flatMap(({ plan }) => modelsOf(experimentPlan.parse(plan).entries)));
  if (modelsOf(entries).every((model) => known.has(model))) return null;
  return earlier.length === 0 ? firstSlug : `${firstSlug}-${earlier.length + 1}`;
}

function modelsOf(entries: ExperimentPlan["entries"]): string[] {
  return entries.flatMap((entry) => entry.models);
}

async function planForZoo(questionsPerTask: number): Promise<ExperimentPlan | null> {
  const hubIds = (await readZooModels()).map((model) => model.hubId);
  const models = await db().model.findMany({ where: { hubId: { in: hubIds }, state: "runnable" } });
  models.sort((one, other) => hubIds.indexOf(one.hubId) - hubIds.indexOf(other.hubId));
  const members = models.filter((model) => model.role === "member");
  const examples = await db().task.findMany({ where: { example: true }, select: { slug: true } });
  const slugs = new Set(examples.map(({ slug }) => slug));
  const tasks = (await listTasks()).filter(({ slug }) => slugs.has(slug));
  if (members.length === 0 || tasks.length === 0) {
    log.warn({ models: members.length, tasks: tasks.length }, "no first experiment: it needs runnable models and tasks");
    return null;
  }
  const helpers = models.flatMap(({ role, weightsHash }) => (role === "member" || !weightsHash ? [] : [[role, labelOf(weightsHash)]]));
  return experimentPlan.parse(
    firstPlan({
      models: members.map((model) => model.slug),
      tasks: tasks.map((task) => task.slug),
      helpers: Object.fromEntries(helpers),
      questionsPerTask,
    }),
  );
}
