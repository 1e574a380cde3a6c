import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { environmentOf } from "./process-facts";

const pidFile = "children.json";

/** So that the next start finds what a killed one left behind. */
export function notePids(logDirectory: string, pids: readonly (number | undefined)[]): void {
  writeFileSync(join(logDirectory, pidFile), JSON.stringify(pids));
}

/** Ends the processes of a start that was killed before it could stop them. */
export function endOrphans(logDirectory: string): void {
  const file = join(logDirectory, pidFile);
  if (!existsSync(file)) return;
  const pids: number[] = JSON.parse(readFileSync(file, "utf8"));
  for (const pid of pids) {
    // The number may belong to somebody else's process by now.
    if (environmentOf(pid).includes(`DATA_DIR=${dirname(logDirectory)}`)) process.kill(pid, "SIGKILL");
  }
  notePids(logDirectory, []);
}
