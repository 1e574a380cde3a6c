import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { findFreePort } from "@/prisma/free-port";
import { commandOf } from "./stack/process-facts";

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
});

function serve(...words: string[]) {
  const child = spawn(process.execPath, ["--import", "tsx", "bin/serve.ts", ...words], {
    env: { ...process.env, DATABASE_URL: "", DATA_DIR: mkdtempSync(join(tmpdir(), "polyphony-serve-")) },
    stdio: ["ignore", "pipe", "pipe"],
  });
  started.push(child);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text: Buffer) => (said += text));
  return { child, said: () => said, ended: once(child, "exit").then(([code]) => code as number | null) };
}

/** The zoo's server needs no database. */
async function serveZoo() {
  const port = await findFreePort();
  const keeper = serve("zoo", "--port", String(port));
  const answers = () =>
    fetch(`http://127.0.0.1:${port}/health`).then(
      ({ status }) => status,
      () => 0,
    );
  await expect.poll(answers, { timeout: 60_000 }).toBe(200);
  const [pid = 0] = readFileSync(`/proc/${keeper.child.pid}/task/${keeper.child.pid}/children`, "utf8").trim().split(" ").map(Number);
  return { ...keeper, answers, pid };
}

it("says what is missing or wrong, and ends with an error", async () => {
  for (const [words, says] of [
    [["web"], "DATABASE_URL"],
    [["migrate"], "DATABASE_URL"],
    [["bakery"], "web [--host ADDRESS] | worker"],
  ] as const) {
    const { ended, said } = serve(...words);
    expect(await ended).toBe(1);
    expect(said()).toContain(says);
  }
}, 90_000);

it.skipIf(process.platform !== "linux")(
  "passes the end on to its process, and ends well",
  async () => {
    const { child, ended, answers, pid } = await serveZoo();
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
    expect(await answers()).toBe(0);
    expect(commandOf(pid)).toBe("");
  },
  90_000,
);

it.skipIf(process.platform !== "linux")(
  "ends with an error when its process ends by itself, so that it is started again",
  async () => {
    const { ended, pid, said } = await serveZoo();
    process.kill(pid, "SIGKILL");
    expect(await ended).toBe(1);
    expect(said()).toContain("zoo ended by itself (SIGKILL)");
  },
  90_000,
);
