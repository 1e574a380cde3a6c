import { seedPersonas } from "@/lib/auth/signing-in/seed-personas";
import { closeDatabase } from "@/lib/db/client";
import { env } from "@/lib/env";
import { queueFirstExperiment } from "@/lib/experiments/queue-first-experiment";
import { admitZoo } from "@/lib/pool/admit-zoo";
import { listPaperModels } from "@/lib/pool/list-paper-models";
import { importZooTasks } from "@/lib/tasks/importing/import-zoo-tasks";

/**
 * What a fresh portal holds: the paper's models as listed entries, the zoo as runnable pool, its tasks, and a first
 * experiment in the queue. Safe to repeat: what is there is left alone.
 */
if (env().DEMO_MODE) await seedPersonas();
await listPaperModels();
await importZooTasks();
await admitZoo();
const perTask = process.env.SEED_QUESTIONS_PER_TASK;
await queueFirstExperiment(perTask ? { questionsPerTask: Number(perTask) } : {});
await closeDatabase();
