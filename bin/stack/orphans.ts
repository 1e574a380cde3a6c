import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { endGroup } from "./end-group";
import { environmentOf } from "./process-facts";

const pidFile = "children.json";

/** So that the next start finds what a killed one left behind. The old list stays where the new one cannot be written. */
export function notePids(logDirectory: string, pids: readonly (number | undefined)[]): void {
  const file = join(logDirectory, pidFile);
  writeFileSync(`${file}.new`, JSON.stringify(pids));
  renameSync(`${file}.new`, file);
}

/** Ends the processes of a start that was killed before it could stop them, with whatever they started. */
export function endOrphans(logDirectory: string): void {
  const file = join(logDirectory, pidFile);
  if (!existsSync(file)) return;
  for (const pid of readPids(file)) {
    // The number may belong to somebody else's process by now.
    if (!`${environmentOf(pid)} `.includes(`DATA_DIR=${dirname(logDirectory)} `)) continue;
    if (!endGroup(pid, "SIGKILL")) process.kill(pid, "SIGKILL");
  }
  notePids(logDirectory, []);
}

/** None where the file is only half there, as a full disk leaves it. */
function readPids(file: string): number[] {
  try {
    const read: unknown = JSON.parse(readFileSync(file, "utf8"));
    return Array.isArray(read) ? read.filter((pid) => Number.isInteger(pid) && pid > 1) : [];
  } catch {
    return [];
  }
}
