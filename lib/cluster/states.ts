/** Where a job stands, and what follows from it: one entry a state. Browser-safe. */
export const jobStates = ["submitting", "pending", "running", "requeued", "stopping", "done", "failed", "cancelled", "lost"] as const;
export type JobState = (typeof jobStates)[number];

/** Columns that a move may clear or set, and to what; "now" is the time of the move, "none" an empty list. */
export type MovedJobColumns = Readonly<Partial<Record<ResetColumn, null | 0 | "now" | "none">>>;
type ResetColumn =
  | "clusterJobId"
  | "reason"
  | "message"
  | "blame"
  | "node"
  | "restarts"
  | "missingSince"
  | "submittedAt"
  | "startedAt"
  | "endedAt"
  | "cancelRequestedAt"
  | "gpuSlots"
  | "resultFolder";

/** For what a job in this state waits: to be in the cluster, for a machine, for its own end, or for nothing. */
type JobPhase = "submits" | "waits" | "works" | "ended";

interface StateRule {
  phase: JobPhase;
  /** Where it may go from here. */
  next: readonly JobState[];
  /** What every move into this state clears and sets. */
  entering: MovedJobColumns;
  /** The same in addition, for a new attempt after an end. */
  comingBack?: MovedJobColumns;
  /** Whoever asks for this job again gets a new attempt. */
  repeatable?: true;
}

const ended = { endedAt: "now", missingSince: null, gpuSlots: "none" } as const;
const noReason = { reason: null, message: null, blame: null } as const;
const ends = ["done", "failed", "cancelled", "lost"] as const;

const rules: Readonly<Record<JobState, StateRule>> = {
  submitting: {
    phase: "submits",
    next: ["pending", "running", "stopping", ...ends],
    entering: noReason,
    comingBack: {
      clusterJobId: null,
      node: null,
      restarts: 0,
      missingSince: null,
      submittedAt: null,
      startedAt: null,
      endedAt: null,
      cancelRequestedAt: null,
      resultFolder: null,
    },
  },
  pending: { phase: "waits", next: ["running", "requeued", "stopping", ...ends], entering: { ...noReason, missingSince: null } },
  running: {
    phase: "works",
    next: ["requeued", "stopping", ...ends],
    entering: { ...noReason, missingSince: null, startedAt: "now" },
  },
  requeued: { phase: "waits", next: ["running", "stopping", ...ends], entering: { missingSince: null, node: null } },
  /** What it finished before it was told counts all the same. */
  stopping: { phase: "works", next: ["done", "cancelled"], entering: { cancelRequestedAt: "now" } },
  /** Made again when somebody needs what was removed to make room. */
  done: { phase: "ended", next: ["submitting"], entering: { ...ended, ...noReason } },
  failed: { phase: "ended", next: ["submitting"], entering: ended, repeatable: true },
  cancelled: { phase: "ended", next: ["submitting"], entering: ended, repeatable: true },
  lost: { phase: "ended", next: ["submitting"], entering: ended, repeatable: true },
};

export function mayMoveJob(from: JobState, to: JobState): boolean {
  return rules[from].next.includes(to);
}

/** What a move clears and sets. */
export function movedJobColumns(from: JobState, to: JobState): MovedJobColumns {
  const { entering, comingBack } = rules[to];
  return hasEnded(from) ? { ...entering, ...comingBack } : entering;
}

export function hasEnded(state: JobState): boolean {
  return rules[state].phase === "ended";
}

/** States in which somebody must look after the job. */
export const openJobStates: readonly JobState[] = jobStates.filter((state) => !hasEnded(state));

/** Whether asking for the job again begins a new attempt. */
export function isRepeatable(state: JobState): boolean {
  return rules[state].repeatable === true;
}
