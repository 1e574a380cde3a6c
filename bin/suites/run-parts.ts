import { checks, runChecks } from "../check";
import { runCommand } from "../stack/run-command";
import { say } from "../stack/step";
import { closingLines, type Part, type Tally } from "./tally";

/** Runs the parts one after the other and says at the end how all went. Does not return: the process ends with the outcome. */
export async function runParts(parts: Record<string, () => Promise<Tally>>): Promise<never> {
  const generated = await runCommand(["tsx", "prisma/generate.ts"]);
  if (generated.code !== 0) throw new Error(`The database client could not be generated:\n${generated.output}`);
  const done: Part[] = [];
  for (const [name, run] of Object.entries(parts)) {
    say(`\n== ${name}`);
    const started = performance.now();
    const part = { name, ...(await run()), seconds: (performance.now() - started) / 1_000 };
    say(`== ${name}: ${part.passed} passed, ${part.failed} failed, ${part.skipped} skipped in ${part.seconds.toFixed(0)} s`);
    done.push(part);
  }
  say(`\n${closingLines(done)}`);
  process.exit(done.some(({ failed }) => failed > 0) ? 1 : 0);
}

/** Format, lint, types, boundaries and dead code, counted as tests. */
export async function checkAll(): Promise<Tally> {
  const failed = await runChecks();
  return { passed: checks.length - failed.length, failed: failed.length, skipped: 0, flaky: [], notes: [] };
}
