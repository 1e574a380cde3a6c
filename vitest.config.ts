import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const alias = { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") };
const exclude = ["node_modules/**", ".next/**", ".polyphony/**", "e2e/**"];
/** More than two cores would need: many tests wait for a lease, a time limit or a process that starts. */
const maxWorkers = 4;

export default defineConfig({
  resolve: { alias },
  test: {
    // Some tests kill processes and wait for leases: on a busy CI machine one more try tells chance from defect. A test that
    // needs it is named at the end and fails the whole all the same.
    retry: process.env.CI ? 1 : 0,
    // Generous, because they only end what would never end: a busy machine takes twenty times as long as a quiet one.
    testTimeout: 30_000,
    expect: { poll: { timeout: 10_000 } },
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["**/*.test.ts"], exclude: [...exclude, "**/*.db.test.ts", "**/*.chaos.test.ts"], maxWorkers },
      },
      {
        extends: true,
        test: {
          name: "db",
          include: ["**/*.db.test.ts"],
          exclude,
          globalSetup: ["lib/db/testing/cluster.ts"],
          setupFiles: ["lib/db/testing/database.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          maxWorkers,
        },
      },
      {
        extends: true,
        test: {
          name: "chaos",
          include: ["worker/chaos/*.chaos.test.ts"],
          // A loss that shows once in ten times is a loss.
          retry: 0,
          testTimeout: 180_000,
          hookTimeout: 120_000,
          maxWorkers: 3,
        },
      },
    ],
  },
});
