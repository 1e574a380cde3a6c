/** How a suite ended. */
export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
  /** Names of the tests that failed and passed when they were tried again. They are counted among the failed. */
  flaky: string[];
  /** Why something was skipped and what to install, or what broke the suite itself. */
  notes: string[];
}

export interface Part extends Tally {
  name: string;
  seconds: number;
}

function addUp(tallies: readonly Tally[]): Tally {
  const sum = (pick: (tally: Tally) => number) => tallies.reduce((total, tally) => total + pick(tally), 0);
  return {
    passed: sum((t) => t.passed),
    failed: sum((t) => t.failed),
    skipped: sum((t) => t.skipped),
    flaky: tallies.flatMap((t) => t.flaky),
    notes: tallies.flatMap((t) => t.notes),
  };
}

/** The last lines of `npm test`: seconds of each part, notes, flaky tests by name, and the line that counts everything. */
export function closingLines(parts: readonly Part[]): string {
  const total = addUp(parts);
  const width = Math.max(...parts.map(({ name }) => name.length));
  const times = parts.map(({ name, seconds }) => `${name.padEnd(width)} ${seconds.toFixed(0).padStart(5)} s`);
  const flaky = total.flaky.length > 0 ? [`flaky: ${total.flaky.join("; ")}`] : [];
  const count = `${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`;
  return [...times, ...total.notes, ...flaky, "", count].join("\n");
}
