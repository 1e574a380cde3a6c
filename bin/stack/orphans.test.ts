import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { findFreePort } from "@/prisma/free-port";
import { expectFree } from "./expect-free";
import { endOrphans, notePids } from "./orphans";

const cleanups: (() => void)[] = [];
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup();
});

function makeLogs(): { data: string; logs: string } {
  const data = mkdtempSync(join(tmpdir(), "polyphony-orphans-"));
  const logs = join(data, "logs");
  mkdirSync(logs);
  return { data, logs };
}

/** A process that holds a port, and what it says of itself in its environment. */
async function startHolder(port: number, dataDirectory: string) {
  const program = `require("node:net").createServer().listen(${port}, "127.0.0.1", () => console.log("held"))`;
  const holder = spawn(process.execPath, ["-e", program], {
    env: { ...process.env, DATA_DIR: dataDirectory },
    stdio: ["ignore", "pipe", "ignore"],
  });
  cleanups.push(() => holder.kill("SIGKILL"));
  await once(holder.stdout, "data");
  return holder;
}

it("frees the port of a process that a killed start left behind, before it goes on", async () => {
  const { data, logs } = makeLogs();
  const port = await findFreePort();
  const holder = await startHolder(port, data);
  notePids(logs, [holder.pid]);
  endOrphans(logs);
  await expect(expectFree(port)).resolves.toBeUndefined();
});

it("leaves a process alone that only has the number of one of ours", async () => {
  const { logs } = makeLogs();
  const holder = await startHolder(await findFreePort(), "/somebody/else");
  notePids(logs, [holder.pid]);
  endOrphans(logs);
  expect(holder.exitCode).toBeNull();
  expect(holder.signalCode).toBeNull();
});

it("goes on where a full disk left half of the list of processes", () => {
  const { logs } = makeLogs();
  for (const half of ["", "[12", '{"no":"list"}']) {
    writeFileSync(join(logs, "children.json"), half);
    expect(() => endOrphans(logs)).not.toThrow();
  }
});

it("names another port when the one asked for stays taken", async () => {
  const port = await findFreePort();
  await startHolder(port, "/somebody/else");
  await expect(expectFree(port)).rejects.toThrow(`PORT=${port + 1} npm start`);
});
