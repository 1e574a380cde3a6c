import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

/**
 * The browser to test with: the system's Chromium, else Playwright's own; null when there is none. The one without a window of
 * its own comes first: it draws the same pages with less than half of the work.
 */
export function findChromium(): string | null {
  const candidates = [
    process.env.CHROMIUM_PATH,
    "/usr/bin/chromium-headless-shell",
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    chromium.executablePath(),
  ];
  return candidates.find((path) => path && existsSync(path)) ?? null;
}
