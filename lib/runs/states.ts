/** Where a run stands, and which moves are legal. Browser-safe. */
export const runStates = ["queued", "running", "needs_approval", "blocked_consent", "cancelling", "cancelled", "done", "failed"] as const;
export type RunState = (typeof runStates)[number];

export const runMoves: Record<RunState, readonly RunState[]> = {
  queued: ["running", "cancelled", "blocked_consent"],
  running: ["running", "cancelling", "done", "failed", "queued", "needs_approval", "blocked_consent"],
  needs_approval: ["queued", "cancelled", "blocked_consent"],
  blocked_consent: ["queued", "cancelled"],
  cancelling: ["cancelled"],
  cancelled: ["queued"],
  /** Only when some of its results rest on texts that turned out to be corrupt. */
  done: ["queued"],
  failed: ["queued"],
};

export function isTerminal(state: RunState): boolean {
  return state === "done" || state === "failed" || state === "cancelled";
}

/** Whether the run waits, in the queue or for a person, so that no worker has to be told before it ends. */
export function holdsNoLease(state: RunState): boolean {
  return state === "queued" || state === "needs_approval" || state === "blocked_consent";
}

export function sourcesOf(to: RunState): RunState[] {
  return runStates.filter((from) => runMoves[from].includes(to));
}
