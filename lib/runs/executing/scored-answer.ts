import type { Trace } from "@/lib/methods/method";
import type { QuarantineMark } from "@/lib/operations/memo/find-quarantined";
import type { Assessment } from "@/lib/tasks/schema";
import type { Lease } from "../state/lease";

/** One answer to one question of a run, ready to be recorded. */
export interface ScoredAnswer {
  questionId: string;
  text: string;
  trace: Trace;
  verdict: Assessment;
  parser: string;
  /** The text ended at the limit of tokens. */
  cut: boolean;
}

/**
 * Stores scored answers and the run's progress in one transaction.
 * @param since texts that were quarantined later spoil what rests on them
 * @throws LeaseLost, EngineCorrupt
 */
export type RecordResults = (lease: Lease, answers: readonly ScoredAnswer[], since: QuarantineMark) => Promise<void>;
