/** How a suite ended. `notes` says why something was skipped and what to install. */
export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  notes: string[];
}

export function addUp(tallies: Tally[]): Tally {
  const sum = (pick: (tally: Tally) => number) => tallies.reduce((total, tally) => total + pick(tally), 0);
  return {
    passed: sum((t) => t.passed),
    failed: sum((t) => t.failed),
    skipped: sum((t) => t.skipped),
    notes: tallies.flatMap((t) => t.notes),
  };
}
