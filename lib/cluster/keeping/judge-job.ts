import type { Sighting } from "../cluster";
import type { Execution, Exit } from "../folder/sentinels";
import type { JobReason } from "../labels";
import type { JobState } from "../states";

/** All that is known of one attempt at one moment. */
export interface Evidence {
  state: JobState;
  /** The restart that the row knows of. */
  restarts: number;
  /** What the cluster says; null where it does not list the job. */
  sighting: Sighting | null;
  executions: readonly Execution[];
  /** Seconds without a sign of life of the present execution, as watched from here; null before it began. */
  silentSeconds: number | null;
  /** Seconds since the cluster last listed it; 0 while it does. */
  missingSeconds: number;
  /** Seconds since its end was first seen, by the cluster or by a file; 0 before. */
  endedSeconds: number;
}

export interface Patience {
  silentSeconds: number;
  /** For files of another machine to show, and for the cluster to list what it has. */
  missingSeconds: number;
  /** For the cluster to say why a job ended, when its own files already say that it did. */
  explainSeconds: number;
  /** Between asking a program to end and ending it. */
  graceSeconds: number;
  /** Between two requests to the cluster to end a job. */
  cancelAgainSeconds: number;
}

export const usualPatience: Patience = {
  silentSeconds: 45,
  missingSeconds: 270,
  explainSeconds: 30,
  graceSeconds: 30,
  cancelAgainSeconds: 15,
};

export type Verdict =
  | { kind: "wait" }
  /** It stands somewhere else than its row says. */
  | { kind: "stands"; at: "pending" | "running" | "requeued"; reason: JobReason | null; message: string | null }
  | { kind: "done"; execution: Execution }
  | { kind: "over"; to: "failed" | "cancelled" | "lost"; reason: JobReason; message: string; execution: Execution | null };

const wait: Verdict = { kind: "wait" };
/** Exit codes of our programs. */
const badRequest = 64;
const stoppedAtCheckpoint = 75;

/** Says how a job stands. What the wrapper wrote counts more than what the cluster says, and nothing unknown is taken for an end. */
export function judgeJob(evidence: Evidence, patience: Patience): Verdict {
  const { sighting, executions } = evidence;
  const finished = executions.find(({ exit, hasResult }) => exit?.code === 0 && hasResult);
  if (finished) return { kind: "done", execution: finished };
  const restart = sighting?.restarts ?? evidence.restarts;
  const present = executions.find((execution) => execution.restart === restart) ?? null;
  const verdict = present?.exit ? judgeExit(evidence, present, present.exit, patience) : judgeWithoutExit(evidence, present, patience);
  if (evidence.state !== "stopping" || verdict.kind === "wait") return verdict;
  if (verdict.kind === "over") {
    return { ...verdict, to: "cancelled", reason: "CANCELLED", message: "It ended after it was cancelled." };
  }
  return wait;
}

/** The wrapper says that the program ended; why it did, the cluster may know better. */
function judgeExit({ sighting, endedSeconds, missingSeconds }: Evidence, present: Execution, exit: Exit, patience: Patience): Verdict {
  const knowsMore = exit.code !== badRequest && (exit.reason === null || exit.reason === "term");
  const mayStillSay = sighting ? sighting.phase !== "ended" : missingSeconds === 0;
  // A job that is taken off its machine ends before the cluster says that it will start it again.
  if (knowsMore && mayStillSay && endedSeconds < patience.explainSeconds) return wait;
  const { reason, message } = explainExit(exit, sighting);
  return { kind: "over", to: reason === "ENDED_OUTSIDE" ? "cancelled" : "failed", reason, message, execution: present };
}

function explainExit(exit: Exit, sighting: Sighting | null): { reason: JobReason; message: string } {
  const how = exit.code === null ? `Signal ${exit.signal} ended the program` : `The program ended with status ${exit.code}`;
  const message = sighting?.words ? `${how}; the cluster says: ${sighting.words}.` : `${how}.`;
  if (exit.code === badRequest) return { reason: "BAD_REQUEST", message };
  // Somebody ended it in the cluster on purpose: that it saved what it had first is no reason to go on.
  if (sighting?.phase === "ended" && sighting.reason === "ENDED_OUTSIDE") return { reason: "ENDED_OUTSIDE", message };
  if (exit.code === stoppedAtCheckpoint) return { reason: "CHECKPOINTED", message };
  if (exit.code === 0) return { reason: "NO_RESULT", message };
  if (exit.reason === "memory") return { reason: "OUT_OF_MEMORY", message };
  if (exit.reason === "time") return { reason: "TIME_LIMIT", message };
  if (sighting?.phase === "ended" && sighting.reason && sighting.reason !== "CRASHED") return { reason: sighting.reason, message };
  if (exit.signal === 9) return { reason: "KILLED", message };
  return { reason: exit.reason === "term" ? "ENDED_OUTSIDE" : "CRASHED", message };
}

function judgeWithoutExit(evidence: Evidence, present: Execution | null, patience: Patience): Verdict {
  const { state, sighting, missingSeconds, silentSeconds, endedSeconds } = evidence;
  if (!sighting)
    return missingSeconds < patience.missingSeconds ? wait : lost("VANISHED", "The cluster does not list it any more.", present);
  const words = `The cluster says: ${sighting.words}.`;
  if (sighting.phase === "ended") {
    const enough = sighting.exitMayCome ? patience.missingSeconds : 0;
    if (endedSeconds < enough) return wait;
    if (sighting.reason === null || sighting.reason === "CRASHED") return lost("VANISHED", words, present);
    const to = sighting.reason === "ENDED_OUTSIDE" ? "cancelled" : "failed";
    return { kind: "over", to, reason: sighting.reason, message: words, execution: present };
  }
  if (sighting.phase === "ending") return wait;
  if (sighting.phase === "suspended")
    return { kind: "stands", at: present?.started ? "running" : waitingState(state), reason: "SUSPENDED", message: words };
  if (sighting.phase === "works") {
    if (silentSeconds !== null && silentSeconds >= patience.silentSeconds) {
      return lost("SILENT", `No sign of life for ${Math.round(silentSeconds)} s. ${words}`, present);
    }
    // Until the wrapper has begun, a machine is only being made ready.
    return { kind: "stands", at: present?.started ? "running" : waitingState(state), reason: sighting.reason, message: null };
  }
  return { kind: "stands", at: waitingState(state, sighting.restarts > 0), reason: sighting.reason, message: sighting.words };
}

function waitingState(state: JobState, isRestarted = false): "pending" | "requeued" {
  return isRestarted || state === "running" || state === "requeued" ? "requeued" : "pending";
}

function lost(reason: JobReason, message: string, execution: Execution | null): Verdict {
  return { kind: "over", to: "lost", reason, message, execution };
}
