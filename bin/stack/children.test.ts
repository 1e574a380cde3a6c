import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, it, vi } from "vitest";
import { findFreePort } from "@/prisma/free-port";
import { Children } from "./children";
import { commandOf } from "./process-facts";

const begun: Children[] = [];
afterEach(async () => {
  for (const children of begun.splice(0)) {
    children.insist();
    await children.stop();
  }
});

function begin(onGivingUp: (error: Error) => void = (error) => expect.fail(error.message)) {
  const logs = mkdtempSync(join(tmpdir(), "polyphony-children ü-"));
  const children = new Children(logs, onGivingUp);
  begun.push(children);
  const program = (name: string, code: string) => ({ name, arguments: ["-e", code], environment: process.env });
  const noted = (): number[] => JSON.parse(readFileSync(join(logs, "children.json"), "utf8"));
  return { logs, children, program, noted };
}
const forever = "setInterval(() => {}, 1000);";
const isAlive = (pid: number) => commandOf(pid) !== "";

it("notes a command that runs once among the processes that a start must end, and ends it with all that it started", async () => {
  const { children, program, noted } = begin();
  const file = join(mkdtempSync(join(tmpdir(), "polyphony-children-")), "grandchild");
  const grandchild = `const { spawn } = require("node:child_process"); const child = spawn(process.execPath, ["-e", ${JSON.stringify(forever)}]);
    require("node:fs").writeFileSync(${JSON.stringify(file)}, String(child.pid)); ${forever}`;
  const outcome = vi.fn();
  void children.run(program("build", grandchild)).then(outcome);
  await expect.poll(() => readFileSync(file, { encoding: "utf8", flag: "a+" })).not.toBe("");
  const [pid = 0] = noted();
  await children.stop();
  expect(noted()).toEqual([]);
  await expect.poll(() => isAlive(pid) || isAlive(Number(readFileSync(file, "utf8")))).toBe(false);
  // Who waits for it does not go on in the middle of the end.
  expect(outcome).not.toHaveBeenCalled();
});

it("begins nothing more once it was told to stop", async () => {
  const { children, program, noted } = begin();
  children.start(program("worker", forever));
  await children.stop();
  children.start(program("web", forever));
  void children.run(program("seed", forever));
  expect(noted()).toEqual([]);
});

it("says how a command ended and what it said", async () => {
  const { children, program } = begin();
  await expect(children.run(program("seed", 'console.log("one"); console.error("two"); process.exitCode = 3'))).resolves.toEqual({
    code: 3,
    output: expect.stringMatching(/one[\s\S]*two|two[\s\S]*one/),
  });
});

it("ends at once what does not listen, when it is told a second time", async () => {
  const { logs, children, program } = begin();
  children.start(program("worker", `process.on("SIGTERM", () => {}); console.log("deaf"); ${forever}`));
  await expect.poll(() => readFileSync(join(logs, "worker.log"), { encoding: "utf8", flag: "a+" })).toContain("deaf");
  const asked = performance.now();
  const stopped = children.stop();
  await sleep(200);
  children.insist();
  await stopped;
  expect(performance.now() - asked).toBeLessThan(5_000);
});

it("starts a killed program again, and gives up only before the portal was ready", async () => {
  const { logs, children, program, noted } = begin();
  children.start(program("web", `console.log("here"); ${forever}`));
  const words = () => readFileSync(join(logs, "web.log"), { encoding: "utf8", flag: "a+" }).match(/here/g)?.length ?? 0;
  await expect.poll(words).toBe(1);
  process.kill(noted()[0] ?? 0, "SIGKILL");
  await expect.poll(words).toBe(2);

  const giveUp = vi.fn();
  const early = begin(giveUp);
  early.children.start(early.program("web", 'console.log("no setting X"); process.exit(1)'));
  const late = begin();
  late.children.settle();
  late.children.start(late.program("web", "process.exit(1)"));
  await expect.poll(() => giveUp.mock.calls.length, { timeout: 25_000 }).toBe(1);
  expect(String(giveUp.mock.calls[0]?.[0])).toContain("no setting X");
});

it("goes on where its log and its list of processes cannot be written", async () => {
  const { logs, children, program } = begin();
  const said = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  // A folder that is a file fails like a disk without room, for root too.
  const away = join(logs, "file");
  writeFileSync(away, "");
  const without = new Children(away, (error) => expect.fail(error.message));
  begun.push(without);
  without.start(program("worker", `setInterval(() => console.log("still here"), 20);`));
  await expect.poll(() => without.lastWords("worker")).toContain("still here\nstill here");
  const lines = said.mock.calls.map(([line]) => String(line));
  said.mockRestore();
  expect(lines.filter((line) => line.includes("worker.log cannot be written"))).toHaveLength(1);
  expect(lines.filter((line) => line.includes("list of running processes cannot be written"))).toHaveLength(1);
  expect(children.lastWords("worker")).toBe("");
});

it("replaces a program that is alive and mute, as often as it falls silent", async () => {
  const logs = mkdtempSync(join(tmpdir(), "polyphony-children-"));
  const children = new Children(logs, (error) => expect.fail(error.message), { pause: 50, answerWithin: 2_000, misses: 2 });
  begun.push(children);
  children.settle();
  const port = await findFreePort();
  const code = `require("node:http").createServer((_, response) => response.end()).listen(${port}, "127.0.0.1", () => console.log("listens"));`;
  const listens = () => readFileSync(join(logs, "worker.log"), { encoding: "utf8", flag: "a+" }).match(/listens/g)?.length ?? 0;
  children.start({ name: "worker", arguments: ["-e", code], environment: process.env, pulse: `http://127.0.0.1:${port}` });
  for (const times of [1, 2]) {
    await expect.poll(listens, { timeout: 20_000 }).toBe(times);
    const [pid = 0] = JSON.parse(readFileSync(join(logs, "children.json"), "utf8")) as number[];
    process.kill(pid, "SIGSTOP");
  }
  await expect.poll(listens, { timeout: 20_000 }).toBe(3);
});
