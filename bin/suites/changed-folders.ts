import { execFileSync } from "node:child_process";
import { root } from "../stack/settings";

function git(...words: string[]): string[] {
  return execFileSync("git", words, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] })
    .split("\n")
    .filter(Boolean);
}

/** The commit at which this branch left the main line; the present one where there is no other. */
function beginning(): string {
  for (const main of ["main", "origin/main"]) {
    try {
      return git("merge-base", "HEAD", main)[0] ?? "HEAD";
    } catch {}
  }
  return "HEAD";
}

/** Files that differ from where this branch left the main line, uncommitted and new ones too; deleted ones are named as well. */
export function changedFiles(): string[] {
  return [...git("diff", "--name-only", "--no-renames", beginning()), ...git("ls-files", "--others", "--exclude-standard")];
}

/** The room of each file: the folder of a noun below `lib`, else the first folder. */
export function roomsOf(files: readonly string[]): Set<string> {
  return new Set(
    files.flatMap((file) => {
      const folders = file.split("/").slice(0, -1);
      return folders.length === 0 ? [] : `${folders.slice(0, folders[0] === "lib" ? 2 : 1).join("/")}/`;
    }),
  );
}
