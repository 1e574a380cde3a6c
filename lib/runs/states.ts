/** Where a run stands, and which moves are legal. Browser-safe. */
export const runStates = ["queued", "running", "cancelling", "cancelled", "done", "failed"] as const;
export type RunState = (typeof runStates)[number];

export const runMoves: Record<RunState, readonly RunState[]> = {
  queued: ["running", "cancelled"],
  running: ["running", "cancelling", "done", "failed", "queued"],
  cancelling: ["cancelled"],
  cancelled: ["queued"],
  done: [],
  failed: ["queued"],
};

export function isTerminal(state: RunState): boolean {
  return state === "done" || state === "failed" || state === "cancelled";
}

export function sourcesOf(to: RunState): RunState[] {
  return runStates.filter((from) => runMoves[from].includes(to));
}
