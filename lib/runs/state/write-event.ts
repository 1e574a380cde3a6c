import { type Actor, actorLabel, systemActor } from "@/lib/auth/actor";
import type { Transaction } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { RunState } from "../states";
import type { Lease } from "./lease";
import type { StandingRun } from "./standing-run";

/** A worker of ours, where it acts by itself. */
export const worker = systemActor("worker");

/** Who moves a run or notes something about it: a person, a part of the portal, or the worker that holds its lease. */
export type Mover = Actor | Lease;

interface RunEntry {
  from: RunState | null;
  to: RunState;
  by: Mover;
  why?: string | undefined;
  data?: Prisma.InputJsonObject | undefined;
}

/** One line of a run's history, within the transaction of what it tells. */
export async function writeEvent(tx: Transaction, runId: string, { from, to, by, why = "", data = {} }: RunEntry): Promise<void> {
  const isLease = "epoch" in by;
  await tx.runEvent.create({
    data: {
      runId,
      actor: actorLabel(isLease ? worker : by),
      from,
      to,
      why,
      data: isLease ? { ...data, worker: by.owner, epoch: by.epoch } : data,
    },
  });
}

/** Notes something about a run that does not move. */
export function noteOnRun(tx: Transaction, run: StandingRun, note: Omit<RunEntry, "from" | "to">): Promise<void> {
  return writeEvent(tx, run.id, { ...note, from: run.state, to: run.state });
}
