import type { Transaction } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors";
import type { RunFailure } from "../failures";
import { mayMove, type RunState, wakesWorkers } from "../states";
import { moveData } from "./columns";
import { notifyWorkers } from "./notify-workers";
import type { StandingRun } from "./standing-run";
import { type Mover, writeEvent } from "./write-event";

export interface RunMove {
  run: StandingRun;
  /** Any state but `running`, into which only `claimRun` takes a run. */
  to: Exclude<RunState, "running">;
  by: Mover;
  /** For the run's history. */
  why?: string;
  /** Columns that change with the move, beyond those that the table of states names. */
  change?: Omit<Prisma.RunUpdateManyMutationInput, "state">;
  /** Details for the event log. */
  data?: Prisma.InputJsonObject;
}

/**
 * Moves a run, clears and sets the columns that go with its new state, writes the event and tells the workers, within the
 * caller's transaction. The caller has checked who may.
 * @throws AppError CONFLICT when the move is not legal from here, or somebody else was faster
 */
export async function moveRun(tx: Transaction, { run, to, by, why, change, data }: RunMove): Promise<void> {
  const { id, state } = run;
  if (!mayMove(state, to)) throw movedOn();
  const { count } = await tx.run.updateMany({ where: { id, state }, data: { ...change, ...moveData(state, to) } });
  if (count === 0) throw movedOn();
  await writeEvent(tx, id, { from: state, to, by, why, data });
  if (wakesWorkers(to)) await notifyWorkers(tx, id);
}

/** Why a run failed or is blocked, as its row keeps it. */
export function failureColumns({ code, message, blame }: RunFailure) {
  return { failureCode: code, failureMessage: message, blame };
}

function movedOn(): AppError {
  return new AppError("CONFLICT", "Someone was faster: this run has moved on meanwhile. Reload the page to see how it stands.");
}
