import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { findFreePort } from "@/prisma/free-port";
import { environmentOf } from "./stack/process-facts";

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
});

/** The real start, whose parent can go away; its terminal can too. */
async function begin() {
  const data = join(mkdtempSync(join(tmpdir(), "polyphony-start ü-")), "data");
  const child = spawn(process.execPath, ["--import", "tsx", "bin/start.ts"], {
    env: { ...process.env, DATA_DIR: data, PORT: String(await findFreePort()), DATABASE_URL: "" },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    detached: true,
  });
  started.push(child);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (text: Buffer) => (said += text));
  const ended = once(child, "exit").then(([code]) => code as number | null);
  const says = (words: string) => expect.poll(() => said, { timeout: 60_000, interval: 20 }).toContain(words);
  return { data, child, ended, says, said: () => said };
}

/** Process ids of whatever was started for a data folder. */
function leftOf(data: string): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => environmentOf(pid).includes(`DATA_DIR=${data} `));
}

it("takes a signal that comes twice for one, ends the seed that runs, then the database, and lets go", async () => {
  const { data, child, ended, says, said } = await begin();
  await says("Seed ...");
  expect(leftOf(data).length).toBeGreaterThan(2);
  child.kill("SIGINT");
  child.kill("SIGINT");
  expect(await ended).toBe(0);
  expect(said()).toContain("Stopping");
  expect(said()).not.toContain("Ending what is left");
  await expect.poll(() => leftOf(data)).toEqual([]);
  for (const file of ["start.pid", "postgres/postmaster.pid"]) expect(existsSync(join(data, file))).toBe(false);
  expect(JSON.parse(readFileSync(join(data, "logs/children.json"), "utf8"))).toEqual([]);
}, 90_000);

it("ends everything when its parent goes away, also while the database is only just made", async () => {
  const { data, child, ended, says } = await begin();
  await says("Database ...");
  child.stdout?.destroy();
  child.disconnect();
  expect(await ended).toBe(1);
  await expect.poll(() => leftOf(data)).toEqual([]);
}, 90_000);

it("gives its reason and leaves nothing behind when it cannot begin", async () => {
  const { data, ended, said } = await begin();
  writeFileSync(data, "a file, no folder");
  expect(await ended).toBe(1);
  expect(said()).toContain(data);
});

it("notices that the npm, or the shell, that called the bootstrap is gone", async () => {
  const folder = mkdtempSync(join(tmpdir(), "polyphony-npm-"));
  const file = join(folder, "said");
  writeFileSync(
    join(folder, "watch.mjs"),
    `import { onNpmGone } from ${JSON.stringify(join(process.cwd(), "bin/npm-gone.mjs"))}; import { writeFileSync } from "node:fs";
    onNpmGone(() => { writeFileSync(${JSON.stringify(file)}, "gone"); process.exit(); });
    writeFileSync(${JSON.stringify(file)}, "watches"); setInterval(() => {}, 1000);`,
  );
  const watch = `${JSON.stringify(process.execPath)} ${JSON.stringify(join(folder, "watch.mjs"))}`;
  // A stand-in for npm that starts a shell that stays between.
  const npm = spawn(process.execPath, ["-e", `require("node:child_process").spawn("sh", ["-c", ${JSON.stringify(`${watch}; true`)}])`], {
    env: { ...process.env, npm_lifecycle_event: "start" },
    stdio: "ignore",
  });
  started.push(npm);
  const said = () => (existsSync(file) ? readFileSync(file, "utf8") : "");
  await expect.poll(said).toBe("watches");
  npm.kill("SIGKILL");
  await expect.poll(said).toBe("gone");
});
