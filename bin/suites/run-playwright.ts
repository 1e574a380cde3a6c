import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "../stack/run-command";
import { findChromium } from "./find-chromium";
import { readPlaywright } from "./read-playwright";
import type { Tally } from "./tally";

/** Journeys in a real browser against the built portal with everything around it. */
export async function runPlaywright(): Promise<Tally> {
  if (findChromium() === null) {
    const how = "Browser journeys skipped: no Chromium. Install one: apt-get install chromium, or npx playwright install chromium.";
    return { passed: 0, failed: 0, skipped: 1, flaky: [], notes: [how] };
  }
  const file = join(mkdtempSync(join(tmpdir(), "polyphony-e2e-")), "report.json");
  const { code } = await runCommand(["tsx", "bin/e2e.ts", "--reporter=line,json"], {
    show: true,
    environment: { PLAYWRIGHT_JSON_OUTPUT_NAME: file },
  });
  try {
    return readPlaywright(file, code);
  } catch (error) {
    return { passed: 0, failed: 1, skipped: 0, flaky: [], notes: [`The browser journeys ended without a report: ${error}`] };
  }
}
