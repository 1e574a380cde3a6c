import { runCommand } from "./stack/run-command";

/** `npm run check`: format, lint, types, boundaries and dead code, all at once. */
export interface Check {
  name: string;
  command: string[][];
}

export const checks: Check[] = [
  { name: "format and lint", command: [["biome", "ci", "."]] },
  {
    name: "types",
    command: [
      ["next", "typegen"],
      ["tsc", "--noEmit"],
    ],
  },
  {
    name: "boundaries",
    command: [
      ["depcruise", "app", "lib", "components", "worker", "prisma", "bin", "bench", "proxy.ts"],
      ["depcruise", "components", "--config", ".dependency-cruiser-values.cjs"],
    ],
  },
  { name: "dead code", command: [["knip"]] },
];

/** Runs every check; returns the names of those that failed, after showing what they said. */
export async function runChecks(): Promise<string[]> {
  const outcomes = await Promise.all(
    checks.map(async ({ name, command }) => {
      for (const line of command) {
        const { code, output } = await runCommand(line);
        if (code !== 0) return { name, output: `${line.join(" ")}\n${output}` };
      }
      return { name, output: null };
    }),
  );
  for (const { name, output } of outcomes)
    process.stdout.write(output === null ? `  ${name}: good\n` : `  ${name}: FAILED\n${output.slice(-6000)}\n`);
  return outcomes.filter(({ output }) => output !== null).map(({ name }) => name);
}

if (import.meta.main) process.exit((await runChecks()).length > 0 ? 1 : 0);
