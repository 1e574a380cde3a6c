import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "../stack/run-command";
import type { Tally } from "./tally";

/** The test files of some of Vitest's projects. */
export async function runVitest(projects: readonly string[]): Promise<Tally> {
  const file = join(mkdtempSync(join(tmpdir(), "polyphony-vitest-")), "report.json");
  const chosen = projects.map((name) => `--project=${name}`);
  const { code } = await runCommand(["vitest", "run", ...chosen, "--reporter=dot", "--reporter=json", `--outputFile.json=${file}`], {
    show: true,
  });
  try {
    const report = JSON.parse(readFileSync(file, "utf8"));
    const failed = report.numFailedTests + (code !== 0 && report.numFailedTests === 0 ? 1 : 0);
    return { passed: report.numPassedTests, failed, skipped: report.numPendingTests + report.numTodoTests, notes: [] };
  } catch {
    return { passed: 0, failed: 1, skipped: 0, notes: [`The tests ended without a report: ${projects.join(", ")}.`] };
  }
}
