import { checks, runChecks } from "./check";
import { runCommand } from "./stack/run-command";
import { fail, say } from "./stack/step";
import { runPlaywright } from "./suites/run-playwright";
import { runVitest } from "./suites/run-vitest";
import { addUp, type Tally } from "./suites/tally";

/** `npm test`: everything; the last line counts it. */
async function timed(name: string, suite: () => Promise<Tally>): Promise<Tally> {
  say(`\n== ${name}`);
  const started = performance.now();
  const tally = await suite();
  say(
    `== ${name}: ${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped in ${((performance.now() - started) / 1000).toFixed(0)} s`,
  );
  return tally;
}

async function checkAll(): Promise<Tally> {
  const failed = await runChecks();
  return { passed: checks.length - failed.length, failed: failed.length, skipped: 0, notes: [] };
}

try {
  const generated = await runCommand(["tsx", "prisma/generate.ts"]);
  if (generated.code !== 0) throw new Error(`The database client could not be generated:\n${generated.output}`);
  const total = addUp([
    await timed("Checks", checkAll),
    await timed("Unit and database", () => runVitest(["unit", "db"])),
    await timed("Chaos", () => runVitest(["chaos"])),
    await timed("Browser", runPlaywright),
  ]);
  for (const note of total.notes) say(note);
  say(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  process.exit(total.failed > 0 ? 1 : 0);
} catch (error) {
  fail(error);
}
