import { describe, expect, it } from "vitest";
import { claimableStates, holdsNoLease, isHeld, isTerminal, mayMove, runStates, statesBefore, viewOf } from "./states";

describe("the states of a run", () => {
  it("have a way out, unless the run is done", () => {
    for (const from of runStates) if (from !== "done") expect(runStates.some((to) => mayMove(from, to))).toBe(true);
  });

  it("let only released, approved, blocked, cancelled and failed runs wait again", () => {
    expect(statesBefore("queued")).toEqual(["running", "needs_approval", "blocked_consent", "cancelled", "done", "failed"]);
  });

  it("are each held by a worker, ended, or neither and then free of any lease", () => {
    for (const state of runStates) expect([isHeld(state), isTerminal(state), holdsNoLease(state)].filter(Boolean)).toHaveLength(1);
  });

  it("let workers take what waits in the queue and nothing else that holds no lease", () => {
    expect(claimableStates()).toEqual(["queued"]);
  });

  it("let every run that holds no lease be cancelled at once, and every held one only through its worker", () => {
    for (const state of runStates) if (holdsNoLease(state)) expect(mayMove(state, "cancelled")).toBe(true);
    expect([mayMove("running", "cancelled"), mayMove("running", "cancelling"), mayMove("cancelling", "cancelled")]).toEqual([
      false,
      true,
      true,
    ]);
  });

  it("each belong to one view of the list of runs", () => {
    expect(Object.fromEntries(runStates.map((state) => [state, viewOf(state)]))).toEqual({
      queued: "queued",
      running: "running",
      cancelling: "running",
      needs_approval: "waiting",
      blocked_consent: "waiting",
      cancelled: "cancelled",
      done: "done",
      failed: "failed",
    });
  });
});
