import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Labelled } from "./examples";

const folder = join(process.cwd(), "lib", "tasks", "corpus");
const labelled = z.object({
  id: z.string(),
  taskType: z.string(),
  question: z.string().optional(),
  gold: z.unknown().optional(),
  choices: z.record(z.string(), z.string()).optional(),
  answer: z.string(),
  reads: z.string().nullable(),
  score: z.number().optional(),
});

/** The labelled answers of some types, by the set that they belong to, in the order of their files. */
export function readLabelled(taskTypes: readonly string[]): { set: string; lines: Labelled[] }[] {
  const sets = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return sets
    .map(({ name }) => ({ set: name, lines: linesOf(name).filter(({ taskType }) => taskTypes.includes(taskType)) }))
    .filter(({ lines }) => lines.length > 0)
    .toSorted((one, other) => one.set.localeCompare(other.set));
}

function linesOf(set: string): Labelled[] {
  const files = readdirSync(join(folder, set)).filter((name) => name.endsWith(".jsonl"));
  return files.toSorted().flatMap((file) => {
    const lines = readFileSync(join(folder, set, file), "utf8")
      .trimEnd()
      .split("\n");
    return lines.map((line) => labelled.parse(JSON.parse(line)));
  });
}
