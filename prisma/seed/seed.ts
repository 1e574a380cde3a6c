import { systemActor } from "@/lib/auth/actor";
import { seedPersonas } from "@/lib/auth/signing-in/seed-personas";
import { closeDatabase } from "@/lib/db/client";
import { env } from "@/lib/env";
import { addZoo } from "@/lib/experiments/zoo/add-zoo";
import { zooBelongsHere } from "@/lib/experiments/zoo/belongs-here";
import { listPaperModels } from "@/lib/pool/list-paper-models";

/**
 * What a fresh portal holds: the paper's models as listed entries. A demo also gets its personas and the zoo: tiny models that run, their
 * tasks, and a first experiment in the queue. Safe to repeat: what is there is left alone.
 */
await listPaperModels();
if (env().DEMO_MODE) {
  await seedPersonas();
  const perTask = process.env.SEED_QUESTIONS_PER_TASK;
  if (await zooBelongsHere()) await addZoo(systemActor("seed"), { experiment: perTask ? { questionsPerTask: Number(perTask) } : true });
}
await closeDatabase();
