import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Trouble } from "./step";

const mark = ".polyphony-data";
const firstWords = "Polyphony keeps its data in this folder";
/** Everything that a portal writes into its data folder. */
const names = ["postgres", "postgres.unfinished", "logs", "trainer", "artifacts", "jobs", "models", "secrets.json", "start.pid", mark];

/**
 * Makes the data folder where there is none, and leaves our mark in it.
 * @throws Trouble where it holds somebody else's files under our names
 */
export function claimDataFolder(folder: string): void {
  if (existsSync(folder) && !statSync(folder).isDirectory()) throw new Trouble(`${folder} is no folder. Name another one with DATA_DIR.`);
  mkdirSync(folder, { recursive: true });
  if (!isDataFolder(folder)) {
    const taken = names.filter((name) => existsSync(join(folder, name)) && !isEmptyFolder(join(folder, name)));
    if (taken.length > 0)
      throw new Trouble(
        `${folder} is no data folder of Polyphony, but holds ${taken.join(", ")} already. Name another folder with DATA_DIR.`,
      );
  }
  writeFileSync(join(folder, mark), `${firstWords}; npm run reset deletes it.\n`);
}

/** Whether a start of Polyphony made this folder its own. The secrets tell the folders of versions that left no mark. */
export function isDataFolder(folder: string): boolean {
  return (
    read(folder, mark).startsWith(firstWords) ||
    /^\{"nextauth":"[0-9a-f]{64}","database":"[0-9a-f]{32}"\}\s*$/.test(read(folder, "secrets.json"))
  );
}

function isEmptyFolder(path: string): boolean {
  return statSync(path).isDirectory() && readdirSync(path).length === 0;
}

function read(folder: string, name: string): string {
  const file = join(folder, name);
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? readFileSync(file, "utf8") : "";
}

/**
 * Deletes what a portal wrote, and the folder itself where nothing else is in it.
 * @returns what happened, in lines for the terminal
 * @throws Trouble, before anything is deleted, where the folder is not ours
 */
export function removeDataFolder(folder: string): string[] {
  const facts = statSync(folder, { throwIfNoEntry: false });
  if (!facts) return [];
  if (!facts.isDirectory()) throw new Trouble(`${folder} is no folder, so nothing was deleted. Correct DATA_DIR.`);
  if (readdirSync(folder).length > 0 && !isDataFolder(folder))
    throw new Trouble(
      `${folder} is no data folder of Polyphony (it has no ${mark} in it), so nothing was deleted. Correct DATA_DIR, or delete the folder yourself if that is what you want.`,
    );
  // The mark last: a reset that is interrupted can be called again.
  for (const name of names) removeTree(join(folder, name));
  const left = readdirSync(folder);
  if (left.length > 0) return [`Removed the data of Polyphony in ${folder}. Left there, since it is not of Polyphony: ${left.join(", ")}`];
  return [removeTree(folder) ? `Removed ${folder}` : `Emptied ${folder}, and kept the folder itself: it is a mount point or a link`];
}

/**
 * Removes a file or a folder with all in it.
 * @returns false where only its content could go, as of the mount point of a volume
 */
export function removeTree(path: string): boolean {
  const facts = statSync(path, { throwIfNoEntry: false });
  if (!facts?.isDirectory()) {
    rmSync(path, { force: true });
    return true;
  }
  for (const name of readdirSync(path)) rmSync(join(path, name), { recursive: true, force: true });
  try {
    rmdirSync(path);
    return true;
  } catch (error) {
    if (readdirSync(path).length > 0) throw error;
    return false;
  }
}
