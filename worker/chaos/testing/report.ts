import { appendFileSync } from "node:fs";

/** Figures of one trial, summed up by `npm run chaos`. */
export interface TrialFigures {
  kind: string;
  runs: number;
  /** Generations that workers were given. */
  acknowledged: number;
  lost: number;
  results: number;
  /** Requests sent although their answer was stored. */
  askedAgain: number;
  /** Requests of before the damage that were sent again, because their answers were on the way or not yet stored. */
  repeated: number;
  /** Seconds until somebody went on. */
  resumedAfter: number | null;
}

/** Adds a line to the file that CHAOS_REPORT names, if any. */
export function report(figures: TrialFigures): void {
  const file = process.env.CHAOS_REPORT;
  if (file) appendFileSync(file, `${JSON.stringify(figures)}\n`);
}
