import { type Actor, actorLabel } from "@/lib/auth/actor";
import type { Transaction } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { AppError } from "@/lib/errors";
import { type SubmissionState, submissionMoves } from "./states";

export interface Move {
  /** The row as the caller read it. */
  submission: { id: string; state: SubmissionState };
  to: SubmissionState;
  /** For the submitter: why it moved. */
  why: string;
  /** Columns that change with the move. */
  change?: Prisma.SubmissionUpdateManyMutationInput;
  /** Details for the event log. */
  data?: Prisma.InputJsonObject;
}

/**
 * Moves a submission and writes the event, within the caller's transaction. The caller has checked who may.
 * The version grows with every move, so that a form filled before it cannot overwrite anything.
 * @throws AppError CONFLICT when the move is not legal from here, or somebody else was faster
 */
export async function moveSubmission(tx: Transaction, actor: Actor, move: Move): Promise<void> {
  const { id, state } = move.submission;
  if (!submissionMoves[state].includes(move.to)) throw new AppError("CONFLICT", alreadyElsewhere);
  const moved = await tx.submission.updateMany({
    where: { id, state },
    data: { ...move.change, state: move.to, version: { increment: 1 } },
  });
  if (moved.count === 0) throw new AppError("CONFLICT", alreadyElsewhere);
  await tx.submissionEvent.create({
    data: { submissionId: id, actor: actorLabel(actor), from: state, to: move.to, why: move.why, data: move.data ?? {} },
  });
}

const alreadyElsewhere = "Someone was faster: this submission has moved on meanwhile. Load the page again to see where it is.";
