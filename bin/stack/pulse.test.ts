import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { findFreePort } from "@/prisma/free-port";
import { untilMute } from "./pulse";

const quick = { pause: 20, answerWithin: 400, misses: 3 };
const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

it("tells a process that stands still from one that answers, whatever it answers", async () => {
  const program = `require("node:http").createServer((_, response) => response.writeHead(503).end()).listen(0, "127.0.0.1", function () { console.log(this.address().port); })`;
  const child = spawn(process.execPath, ["-e", program], { stdio: ["ignore", "pipe", "inherit"] });
  ends.push(() => void child.kill("SIGKILL"));
  const [port] = await once(child.stdout, "data");
  const url = `http://127.0.0.1:${String(port).trim()}`;
  const watch = new AbortController();
  ends.push(() => watch.abort());
  let mute = false;
  const watching = untilMute(url, watch.signal, { ...quick, answerWithin: 2_000 }).then((found) => {
    mute = found;
  });
  await new Promise((done) => setTimeout(done, 600));
  expect(mute).toBe(false);
  child.kill("SIGSTOP");
  await watching;
  expect(mute).toBe(true);
});

it("waits for one that does not listen yet, and notices when it stops listening", async () => {
  const port = await findFreePort();
  const watch = new AbortController();
  ends.push(() => watch.abort());
  let mute = false;
  const watching = untilMute(`http://127.0.0.1:${port}`, watch.signal, quick).then((found) => {
    mute = found;
  });
  await new Promise((done) => setTimeout(done, 2_000));
  expect(mute).toBe(false);
  let asked = 0;
  const server = createServer((_, response) => {
    asked += 1;
    response.end();
  }).listen(port, "127.0.0.1");
  await once(server, "listening");
  expect((server.address() as AddressInfo).port).toBe(port);
  await expect.poll(() => asked).toBeGreaterThan(1);
  server.closeAllConnections();
  server.close();
  await watching;
  expect(mute).toBe(true);
});

it("says nothing more once it is told to stop", async () => {
  const watch = new AbortController();
  const watching = untilMute(`http://127.0.0.1:${await findFreePort()}`, watch.signal, quick);
  watch.abort();
  expect(await watching).toBe(false);
});
