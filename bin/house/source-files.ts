import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../stack/settings";

const skipped = new Set(["node_modules", ".next", ".polyphony", ".git", "generated", "migrations", "models"]);

/** Names of the project's own files, from the root. */
export function filesBelow(folder = ""): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (skipped.has(entry.name)) return [];
    const name = folder ? `${folder}/${entry.name}` : entry.name;
    return entry.isDirectory() ? filesBelow(name) : [name];
  });
}

export const read = (file: string) => readFileSync(join(root, file), "utf8");

/** Whether a file is code that ships, and neither a test nor what only tests use. */
export const isSource = (file: string) =>
  /\.tsx?$/.test(file) && !/\.test\.tsx?$|\.d\.ts$|\/testing\//.test(file) && !file.startsWith("e2e/");
