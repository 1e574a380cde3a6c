import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { commandOf } from "./process-facts";
import { Trouble } from "./step";

/** What everything that holds a data folder has in its command line: a start, or a command beside it. */
const programs = ["start.ts", "polyphony.ts"].map((file) => join("bin", file));

/** Process id of the start that holds the data folder, or null. */
export function holderOf(dataDirectory: string): number | null {
  const file = join(dataDirectory, "start.pid");
  if (!existsSync(file)) return null;
  const pid = Number(readFileSync(file, "utf8"));
  // The number may belong to somebody else's process by now, above all in containers, where numbers come back.
  return pid !== process.pid && programs.some((program) => commandOf(pid).includes(program)) ? pid : null;
}

/**
 * Makes sure that one start at a time uses the data folder.
 * @returns a function that lets go
 */
export function holdLock(dataDirectory: string): () => void {
  const holder = holderOf(dataDirectory);
  if (holder !== null)
    throw new Trouble(`Polyphony already runs here (process ${holder}). Stop it with Ctrl-C in its terminal, or: kill ${holder}`);
  const file = join(dataDirectory, "start.pid");
  writeFileSync(file, String(process.pid));
  return () => rmSync(file, { force: true });
}
