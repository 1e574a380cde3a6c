/** Where a run stands, and what follows from it: one entry a state. Browser-safe. */
export const runStates = ["queued", "running", "needs_approval", "blocked_consent", "cancelling", "cancelled", "done", "failed"] as const;
export type RunState = (typeof runStates)[number];

/** Columns that a move may clear or set, and to what; "now" is the time of the move. */
export type MovedColumns = Readonly<Partial<Record<ResetColumn, null | 0 | "" | "now">>>;
type ResetColumn =
  | "leaseOwner"
  | "leaseUntil"
  | "leasesLost"
  | "stage"
  | "operationsAsked"
  | "operationsDone"
  | "operationsCached"
  | "queuedAt"
  | "startedAt"
  | "takenAt"
  | "finishedAt"
  | "cancelRequestedAt"
  | "failureCode"
  | "failureMessage"
  | "blame";

/** For what a run in this state waits: for its turn, for the worker that holds its lease, for a person, or for nothing. */
export type RunPhase = "waits" | "works" | "asks" | "ended";

interface StateRule {
  phase: RunPhase;
  /** Where it may go from here. */
  next: readonly RunState[];
  /** What every move into this state clears and sets. */
  entering: MovedColumns;
  /** The same in addition, for a run that comes back from a person or from its end. */
  comingBack?: MovedColumns;
  /** Workers are told of the move: there is something to take, or to stop. */
  wakesWorkers?: true;
  /** A person may queue it again as it is. */
  retriable?: true;
  /** What it has answered counts on boards. */
  counts?: true;
}

const released = { leaseOwner: null, leaseUntil: null, stage: "" } as const;
const ended = { ...released, finishedAt: "now" } as const;

const rules: Readonly<Record<RunState, StateRule>> = {
  /** A run that its worker gives back keeps its place in the queue, its clock and its count of lost leases. */
  queued: {
    phase: "waits",
    next: ["running", "cancelled", "blocked_consent"],
    entering: { ...released, finishedAt: null, cancelRequestedAt: null, failureCode: null, failureMessage: null, blame: null },
    comingBack: { queuedAt: "now", startedAt: null, leasesLost: 0 },
    wakesWorkers: true,
    counts: true,
  },
  running: {
    phase: "works",
    next: ["running", "cancelling", "done", "failed", "queued", "needs_approval", "blocked_consent"],
    entering: { takenAt: "now", operationsAsked: 0, operationsDone: 0, operationsCached: 0, stage: "" },
    counts: true,
  },
  needs_approval: { phase: "asks", next: ["queued", "cancelled", "blocked_consent"], entering: released, counts: true },
  blocked_consent: { phase: "asks", next: ["queued", "cancelled"], entering: released, retriable: true },
  cancelling: { phase: "works", next: ["cancelled"], entering: { cancelRequestedAt: "now" }, wakesWorkers: true },
  cancelled: { phase: "ended", next: ["queued"], entering: ended, retriable: true },
  /** Goes on only when some of its results rest on texts that turned out to be corrupt. */
  done: { phase: "ended", next: ["queued"], entering: ended, counts: true },
  failed: { phase: "ended", next: ["queued"], entering: ended, retriable: true },
};

export function mayMove(from: RunState, to: RunState): boolean {
  return rules[from].next.includes(to);
}

/** States from which a run may come into this one. */
export function statesBefore(to: RunState): RunState[] {
  return runStates.filter((from) => mayMove(from, to));
}

/** What a move clears and sets. */
export function movedColumns(from: RunState, to: RunState): MovedColumns {
  const { entering, comingBack } = rules[to];
  const comesBack = rules[from].phase === "asks" || rules[from].phase === "ended";
  return comesBack ? { ...entering, ...comingBack } : entering;
}

/** States in which a run waits to be taken by any worker. */
export function claimableStates(): RunState[] {
  return statesBefore("running").filter(holdsNoLease);
}

export function wakesWorkers(state: RunState): boolean {
  return rules[state].wakesWorkers === true;
}

export function isRetriable(state: RunState): boolean {
  return rules[state].retriable === true;
}

/** Whether what the run has answered counts on boards: an interrupted one keeps it and waits to go on. */
export function isCounted(state: RunState): boolean {
  return rules[state].counts === true;
}

export function isTerminal(state: RunState): boolean {
  return rules[state].phase === "ended";
}

/** Whether the run waits, for its turn or for a person, so that no worker has to be told before it ends. */
export function holdsNoLease(state: RunState): boolean {
  return rules[state].phase === "waits" || rules[state].phase === "asks";
}

export function isHeld(state: RunState): boolean {
  return rules[state].phase === "works";
}

export function statesIn(...phases: readonly RunPhase[]): RunState[] {
  return runStates.filter((state) => phases.includes(rules[state].phase));
}

/** The view of the list of runs in which a run of this state stands. */
export function viewOf(state: RunState): string {
  const { phase } = rules[state];
  return phase === "ended" ? state : views[phase];
}
const views = { waits: "queued", works: "running", asks: "waiting" } as const;
