import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Tally } from "./tally";

const suite = z.object({
  title: z.string(),
  specs: z.array(z.object({ title: z.string(), tests: z.array(z.object({ status: z.string() })) })),
  get suites() {
    return z.array(suite).optional();
  },
});
type Suite = z.infer<typeof suite>;

/** What Playwright's reporter "json" writes, as far as it is counted. */
const report = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  suites: z.array(suite),
});

/** @param code with which Playwright ended: it may fail without a failed journey */
export function readPlaywright(file: string, code: number): Tally {
  const { stats, suites } = report.parse(JSON.parse(readFileSync(file, "utf8")));
  const broken = code !== 0 && stats.unexpected === 0 && stats.flaky === 0;
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + (broken ? 1 : 0),
    skipped: stats.skipped,
    flaky: suites.flatMap((one) => flakyIn(one, [])),
    notes: [],
  };
}

function flakyIn({ title, specs, suites = [] }: Suite, above: readonly string[]): string[] {
  const path = [...above, title];
  const own = specs.filter(({ tests }) => tests.some(({ status }) => status === "flaky")).map((spec) => [...path, spec.title].join(" › "));
  return [...own, ...suites.flatMap((inner) => flakyIn(inner, path))];
}
