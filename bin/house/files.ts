import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../stack/settings";

const skipped = new Set(["node_modules", ".next", ".polyphony", ".git", "generated", "migrations", "models"]);

/** Every file below a folder, as paths from the root; without what was generated, installed or downloaded. */
export function filesBelow(folder = ""): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    if (skipped.has(entry.name)) return [];
    const name = folder ? `${folder}/${entry.name}` : entry.name;
    return entry.isDirectory() ? filesBelow(name) : [name];
  });
}

export const readSource = (file: string) => readFileSync(join(root, file), "utf8");
