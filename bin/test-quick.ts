import { globSync } from "node:fs";
import { root } from "./stack/settings";
import { fail } from "./stack/step";
import { changedFiles, roomsOf } from "./suites/changed-folders";
import { checkAll, runParts } from "./suites/run-parts";
import { runVitest } from "./suites/run-vitest";
import type { Tally } from "./suites/tally";

/** `npm run test:quick`: what tells most within three minutes; says what it left out. */
const rooms = [...roomsOf(changedFiles())];
const all = globSync("{lib,worker,prisma,bin,zoo,app}/**/*.db.test.ts", { cwd: root });
const chosen = all.filter((file) => rooms.some((room) => file.startsWith(room)));

async function runChosen(): Promise<Tally> {
  const left = all.length - chosen.length;
  const notes = [
    `Left out: ${left} of ${all.length} files of database tests (no change in their folders), the crash tests and the browser journeys.`,
    "npm test runs everything.",
  ];
  if (chosen.length === 0) return { passed: 0, failed: 0, skipped: 0, flaky: [], notes };
  const tally = await runVitest(["--project=db", ...chosen]);
  return { ...tally, notes: [...tally.notes, ...notes] };
}

runParts({ Checks: checkAll, Unit: () => runVitest(["--project=unit"]), Database: runChosen }).catch(fail);
