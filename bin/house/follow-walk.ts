import { posix } from "node:path";

/** Gives the text of a file by its path from the root, or null where there is none. */
export type Read = (file: string) => string | null;

const path = /`([^`\s]+\/[^`\s]+\.tsx?)`/g;
const chain = /`[^`\s]+\.tsx?`(?:\s*→\s*`[^`\s]+\.tsx?`)+/g;

/**
 * What is untrue in the reading walk of a document: files that are gone, arrows that no import and no chore follows, and chains that
 * begin nowhere. A chain begins where something from outside arrives (a route, the worker's start) or at a file named before.
 */
export function problemsOfWalk(document: string, read: Read): string[] {
  const section = /^## A reading walk$([\s\S]*?)(?=^## )/m.exec(document)?.[1] ?? "";
  const chains = [...section.matchAll(chain)].map(([text]) => filesOf(text));
  if (chains.length === 0) return ['The document has no section "A reading walk" with arrows between files in backticks.'];
  const missing = [...new Set(filesOf(section))].filter((file) => read(file) === null);
  const named = new Set<string>();
  const untrue = chains.flatMap((files) => {
    const [first = ""] = files;
    const begins = named.has(first) || /^app\/|^worker\/main\.ts$/.test(first);
    for (const file of files) named.add(file);
    const steps = files.slice(1).flatMap((next, place) => problemOfStep(files[place] ?? "", next, read) ?? []);
    return begins ? steps : [`${first} begins a chain, but is neither a route nor named before.`, ...steps];
  });
  return [...missing.map((file) => `${file} does not exist.`), ...untrue];
}

function filesOf(text: string): string[] {
  return [...text.matchAll(path)].map(([, file = ""]) => file);
}

/** Null where the step is true, or a file is missing, which is said elsewhere. */
function problemOfStep(from: string, to: string, read: Read): string | null {
  const text = read(from);
  if (text === null || read(to) === null) return null;
  const chore = /^lib\/jobs\/(.+)\.ts$/.exec(from)?.[1];
  if (chore !== undefined) {
    if (to !== `worker/handlers/${chore}.ts`) return `${from} → ${to}: the chore ${chore} is handled by worker/handlers/${chore}.ts.`;
    const isTaken = [from, to].every((file) => importsOf("worker/chores.ts", read("worker/chores.ts") ?? "").includes(file));
    return isTaken ? null : `${from} → ${to}: worker/chores.ts does not bring the two together.`;
  }
  const imported = importsOf(from, text);
  if (!imported.includes(to.replace(/x$/, ""))) return `${from} → ${to}: the first does not import the second.`;
  if (to.startsWith("lib/jobs/") && !imported.includes("lib/jobs/enqueue.ts")) return `${from} → ${to}: the first enqueues nothing.`;
  return null;
}

/** Paths from the root of what a file imports, all with the ending .ts. */
function importsOf(file: string, text: string): string[] {
  return [...text.matchAll(/\b(?:from|import)\s*\(?\s*"([^"]+)"/g)].map(([, name = ""]) =>
    name.startsWith("@/") ? `${name.slice(2)}.ts` : `${posix.join(posix.dirname(file), name)}.ts`,
  );
}
