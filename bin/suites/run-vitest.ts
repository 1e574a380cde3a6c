import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "../stack/run-command";
import { readVitest } from "./read-vitest";
import type { Tally } from "./tally";

/** The test files that these arguments of Vitest choose. */
export async function runVitest(chosen: readonly string[]): Promise<Tally> {
  const file = join(mkdtempSync(join(tmpdir(), "polyphony-vitest-")), "report.json");
  const { code } = await runCommand(["vitest", "run", ...chosen, "--reporter=dot", "--reporter=json", `--outputFile.json=${file}`], {
    show: true,
  });
  try {
    return readVitest(file, code);
  } catch (error) {
    return { passed: 0, failed: 1, skipped: 0, flaky: [], notes: [`No report of the tests ${chosen.join(" ")}: ${error}`] };
  }
}
