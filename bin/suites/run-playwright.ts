import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "../stack/run-command";
import { findChromium } from "./find-chromium";
import type { Tally } from "./tally";

/** Journeys in a real browser against the built portal with everything around it. */
export async function runPlaywright(): Promise<Tally> {
  if (findChromium() === null) {
    return {
      passed: 0,
      failed: 0,
      skipped: 1,
      notes: ["Browser journeys skipped: no Chromium. Install one: apt-get install chromium, or npx playwright install chromium."],
    };
  }
  const file = join(mkdtempSync(join(tmpdir(), "polyphony-e2e-")), "report.json");
  const { code } = await runCommand(["tsx", "bin/e2e.ts", "--reporter=line,json"], {
    show: true,
    environment: { PLAYWRIGHT_JSON_OUTPUT_NAME: file },
  });
  try {
    const { stats } = JSON.parse(readFileSync(file, "utf8"));
    const failed = stats.unexpected + (code !== 0 && stats.unexpected === 0 ? 1 : 0);
    return {
      passed: stats.expected + stats.flaky,
      failed,
      skipped: stats.skipped,
      notes: stats.flaky > 0 ? [`${stats.flaky} journeys passed only at the second try.`] : [],
    };
  } catch {
    return { passed: 0, failed: 1, skipped: 0, notes: ["The browser journeys ended without a report."] };
  }
}
