import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "./run-command";
import type { Tally } from "./tally";

/** Unit tests and tests against a real Postgres. */
export async function runVitest(): Promise<Tally> {
  const file = join(mkdtempSync(join(tmpdir(), "polyphony-vitest-")), "report.json");
  const { code } = await runCommand(["vitest", "run", "--reporter=dot", "--reporter=json", `--outputFile.json=${file}`], { show: true });
  try {
    const report = JSON.parse(readFileSync(file, "utf8"));
    const failed = report.numFailedTests + (code !== 0 && report.numFailedTests === 0 ? 1 : 0);
    return { passed: report.numPassedTests, failed, skipped: report.numPendingTests + report.numTodoTests, notes: [] };
  } catch {
    return { passed: 0, failed: 1, skipped: 0, notes: ["The unit tests ended without a report."] };
  }
}
