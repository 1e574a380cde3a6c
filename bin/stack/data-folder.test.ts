import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { claimDataFolder, removeDataFolder, removeTree } from "./data-folder";

const makeFolder = () => mkdtempSync(join(tmpdir(), "polyphony-data ü-"));

function fill(folder: string, ...files: string[]): void {
  for (const file of files) {
    mkdirSync(join(folder, file, ".."), { recursive: true });
    writeFileSync(join(folder, file), "words");
  }
}

it("deletes nothing in a folder that no start made its own, whatever its files are called", () => {
  for (const files of [["photos/a.jpg"], ["postgres/PG_VERSION", "logs/web.log", "start.pid"], ["secrets.json"], [".polyphony-data"]]) {
    const folder = makeFolder();
    fill(folder, ...files);
    expect(() => removeDataFolder(folder)).toThrow("nothing was deleted");
    for (const file of files) expect(readFileSync(join(folder, file), "utf8")).toBe("words");
  }
});

it("deletes what the portal wrote, and with it the folder", () => {
  const folder = join(makeFolder(), "deep", "data");
  claimDataFolder(folder);
  fill(folder, "postgres/PG_VERSION", "logs/web.log", "secrets.json", "start.pid");
  expect(removeDataFolder(folder)).toEqual([`Removed ${folder}`]);
  expect(existsSync(folder)).toBe(false);
  expect(removeDataFolder(folder)).toEqual([]);
});

it("knows the folder of a version that left no mark by its secrets", () => {
  const folder = makeFolder();
  writeFileSync(join(folder, "secrets.json"), JSON.stringify({ nextauth: "a".repeat(64), database: "b".repeat(32) }));
  removeDataFolder(folder);
  expect(existsSync(folder)).toBe(false);
});

it("leaves what somebody put beside the data, and names it", () => {
  const folder = makeFolder();
  claimDataFolder(folder);
  fill(folder, "logs/web.log", "photos/a.jpg");
  expect(removeDataFolder(folder).join()).toContain("photos");
  expect(readdirSync(folder)).toEqual(["photos"]);
});

it("refuses to begin in a folder where somebody else's files have our names", () => {
  const folder = makeFolder();
  fill(folder, "postgres/PG_VERSION");
  expect(() => claimDataFolder(folder)).toThrow("holds postgres already");
  expect(existsSync(join(folder, ".polyphony-data"))).toBe(false);
});

it("empties a folder that cannot be removed itself, as a link or a mount point, and keeps it", () => {
  const [target, folder] = [makeFolder(), join(makeFolder(), "link")];
  symlinkSync(target, folder);
  claimDataFolder(folder);
  fill(folder, "logs/web.log");
  expect(removeDataFolder(folder).join()).toContain("Emptied");
  expect(readdirSync(target)).toEqual([]);
  expect(removeTree(folder)).toBe(false);
});

it("says so at the terminal, and ends with a failure", () => {
  const folder = makeFolder();
  fill(folder, "photos/a.jpg");
  const { status, stderr } = spawnSync(process.execPath, ["--import", "tsx", "bin/reset.ts"], {
    env: { ...process.env, DATA_DIR: folder },
    encoding: "utf8",
  });
  expect(status).toBe(1);
  expect(stderr).toContain(`${folder} is no data folder of Polyphony`);
  expect(existsSync(join(folder, "photos/a.jpg"))).toBe(true);
});
