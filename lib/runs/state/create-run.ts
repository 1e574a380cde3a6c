import type { Actor } from "@/lib/auth/actor";
import type { Transaction } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { wakesWorkers } from "../states";
import { notifyWorkers } from "./notify-workers";
import { writeEvent } from "./write-event";

interface NewRun {
  /** `done` for a run that was made elsewhere. */
  state: "queued" | "done";
  by: Actor;
  /** For the run's history. */
  why: string;
  columns: Omit<Prisma.RunUncheckedCreateInput, "state" | "events" | "createdById">;
}

/** Writes a run and the first line of its history. */
export async function createRun(tx: Transaction, { state, by, why, columns }: NewRun): Promise<{ id: string; number: number }> {
  const createdById = by.kind === "user" ? by.userId : null;
  const row = await tx.run.create({ data: { ...columns, state, createdById }, select: { id: true, number: true } });
  await writeEvent(tx, row.id, { from: null, to: state, by, why });
  if (wakesWorkers(state)) await notifyWorkers(tx, row.id);
  return row;
}
