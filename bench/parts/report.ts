import { readFileSync } from "node:fs";
import { cpus } from "node:os";

export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** A Markdown table of rows with the same columns. */
export function table(rows: readonly Record<string, string | number>[]): string {
  const names = Object.keys(rows[0] ?? {});
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;
  return [line(names), line(names.map(() => "---")), ...rows.map((row) => line(names.map((name) => row[name] ?? "")))].join("\n");
}

/** The last line of a benchmark. */
export function finish(figures: Record<string, unknown>): void {
  const machine = { processor: cpus()[0]?.model ?? "unknown", cores: cpus().length, node: process.version, load: loadNow() };
  say(JSON.stringify({ ...figures, machine, at: new Date().toISOString() }));
}

/** Processes that wanted to run in the last minute, on average: above the number of cores, wall-clock figures suffer. */
function loadNow(): number {
  return Number(readFileSync("/proc/loadavg", "utf8").split(" ")[0]);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  const [low, high] = [sorted[sorted.length % 2 === 1 ? middle : middle - 1], sorted[middle]];
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2;
}

/** Median, smallest and largest of some repeats. */
export interface Spread {
  median: number;
  low: number;
  high: number;
  n: number;
}

export function spreadOf(values: readonly number[], digits = 2): Spread {
  const round = (value: number) => Number(value.toFixed(digits));
  return { median: round(median(values)), low: round(Math.min(...values)), high: round(Math.max(...values)), n: values.length };
}

export function inWords({ median: middle, low, high }: Spread): string {
  return low === high ? String(middle) : `${middle} (${low} to ${high})`;
}
