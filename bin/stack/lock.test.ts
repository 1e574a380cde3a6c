import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { holderOf, holdLock } from "./lock";

const folder = () => mkdtempSync(join(tmpdir(), "polyphony-lock-"));

it("refuses a second start while the first one lives, and says whom to stop", async () => {
  const data = folder();
  mkdirSync(join(data, "bin"));
  writeFileSync(join(data, "bin", "start.ts"), "setInterval(() => {}, 1000)");
  const first = spawn(process.execPath, [join("bin", "start.ts")], { cwd: data, stdio: "ignore" });
  await once(first, "spawn");
  writeFileSync(join(data, "start.pid"), String(first.pid));
  expect(() => holdLock(data)).toThrow(`kill ${first.pid}`);
  first.kill("SIGKILL");
  await once(first, "exit");
  expect(holderOf(data)).toBeNull();
});

it("does not take another program for a start because it has the number of one", () => {
  const data = folder();
  writeFileSync(join(data, "start.pid"), String(process.ppid));
  const release = holdLock(data);
  release();
  expect(holderOf(data)).toBeNull();
});
