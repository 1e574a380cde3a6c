import { existsSync } from "node:fs";
import { join } from "node:path";

/** File that says that a cluster is only being made. */
export const beginningOf = (directory: string) => `${directory}.unfinished`;

/** Whether a directory holds no cluster yet, or half of one: a start that was killed while it made it. */
export function lacksCluster(directory: string): boolean {
  return !existsSync(join(directory, "PG_VERSION")) || existsSync(beginningOf(directory));
}
