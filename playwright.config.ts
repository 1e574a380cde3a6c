import { defineConfig } from "@playwright/test";
import { findChromium } from "./bin/suites/find-chromium";

const executablePath = findChromium();

/** Journeys run against what `bin/e2e.ts` started; it names the addresses in the environment. */
export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  outputDir: ".polyphony/test-results",
  fullyParallel: false,
  // More than two cores would need: half of the time a journey waits, for the worker, a lease or a page that is drawn.
  workers: 3,
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["line"]],
  use: {
    ...(process.env.E2E_DEMO_URL ? { baseURL: process.env.E2E_DEMO_URL } : {}),
    // A trace costs a third more; where a journey is tried twice, the second try tells.
    trace: process.env.CI ? "on-first-retry" : "retain-on-failure",
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      // As root Chromium refuses its sandbox; on a closed network its background services only fail.
      args: [
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
});
