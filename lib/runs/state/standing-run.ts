import type { RunState } from "../states";

/** A run's row as the caller read it. */
export interface StandingRun {
  id: string;
  state: RunState;
}
