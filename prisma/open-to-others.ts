import { statSync } from "node:fs";
import { dirname } from "node:path";

/** The innermost folder on the way to `path`, itself included, that other users may not pass; null where all are open. */
export function closedFolder(path: string): string | null {
  for (let folder = path; folder !== dirname(folder); folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return folder;
  }
  return null;
}
