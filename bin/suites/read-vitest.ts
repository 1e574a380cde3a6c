import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Tally } from "./tally";

/** What Vitest's reporter "json" writes, as far as it is counted. A test that passed at the second try keeps the words of its first failure. */
const report = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()) })),
    }),
  ),
});

/** @param code with which Vitest ended: a file that cannot be loaded fails without a failed test */
export function readVitest(file: string, code: number): Tally {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = report.parse(
    JSON.parse(readFileSync(file, "utf8")),
  );
  const flaky = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status, failureMessages }) => status === "passed" && failureMessages.length > 0)
    .map(({ fullName }) => fullName);
  return {
    passed: numPassedTests - flaky.length,
    failed: numFailedTests + flaky.length + (code !== 0 && numFailedTests === 0 ? 1 : 0),
    skipped: numPendingTests + numTodoTests,
    flaky,
    notes: [],
  };
}
