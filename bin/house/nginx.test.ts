import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { request } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { findFreePort } from "@/prisma/free-port";
import { read } from "./source-files";

/** The example as it stands, with this machine's ports and certificate, in front of a server that counts. */
const nginx = spawnSync("sh", ["-c", "PATH=$PATH:/usr/sbin command -v nginx"], { encoding: "utf8" }).stdout.trim();
const openssl = spawnSync("sh", ["-c", "command -v openssl"]).status === 0;

let server: Server;
let child: ChildProcess;
let port = 0;
let folder = "";
const asked: IncomingMessage[] = [];
const open: ServerResponse[] = [];

interface Answer {
  status: number;
  headers: IncomingMessage["headers"];
  text: string;
}

function get(path: string, headers: Record<string, string> = {}): Promise<Answer> {
  return new Promise((done, fail) => {
    const asking = request({
      host: "127.0.0.1",
      port,
      path,
      headers: { host: "portal.example.org", ...headers },
      rejectUnauthorized: false,
      agent: false,
    });
    asking.once("error", fail).once("response", (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part) => (text += part));
      response.once("end", () => done({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    asking.end();
  });
}
const askedFor = (path: string) => asked.filter(({ url }) => url === path).length;

beforeAll(async () => {
  if (!nginx || !openssl) return;
  server = createServer((incoming, response) => {
    asked.push(incoming);
    if (incoming.url?.endsWith("/events")) {
      response.writeHead(200, { "content-type": "text/event-stream" }).write("data: one\n\n");
      open.push(response);
    } else if (incoming.url === "/theme") response.writeHead(200, { "set-cookie": "theme=dark", "cache-control": "no-store" }).end("page");
    else
      response.writeHead(200, { "content-type": "text/html", "cache-control": "private, no-cache, no-store" }).end(`page ${asked.length}`);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const [plain, secure] = [await findFreePort(), await findFreePort()];
  port = secure;
  folder = mkdtempSync(join(tmpdir(), "polyphony-nginx-"));
  mkdirSync(join(folder, "cache"));
  execFileSync(
    "openssl",
    [
      "req",
      "-x509",
      "-newkey",
      "rsa:2048",
      "-nodes",
      "-days",
      "2",
      "-subj",
      "/CN=portal.example.org",
      "-keyout",
      join(folder, "privkey.pem"),
      "-out",
      join(folder, "fullchain.pem"),
    ],
    { stdio: "ignore" },
  );
  const site = read("deploy/nginx/polyphony.conf")
    .replaceAll("/etc/ssl/polyphony", folder)
    .replaceAll("/var/cache/polyphony-nginx", join(folder, "cache"))
    .replace("127.0.0.1:3000", `127.0.0.1:${(server.address() as AddressInfo).port}`)
    .replace(/^.*listen \[::\].*\n/gm, "")
    .replace("listen 80;", `listen 127.0.0.1:${plain};`)
    .replace("listen 443 ", `listen 127.0.0.1:${secure} `);
  const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${join(folder, name)};`).join("\n");
  writeFileSync(join(folder, "site.conf"), site);
  writeFileSync(
    join(folder, "nginx.conf"),
    `${process.getuid?.() === 0 ? "user root;" : ""} daemon off; pid ${join(folder, "pid")}; error_log ${join(folder, "error.log")}; events {} http { access_log off; ${paths} include ${join(folder, "site.conf")}; }`,
  );
  const arguments_ = ["-p", folder, "-c", join(folder, "nginx.conf")];
  const { status, stderr } = spawnSync(nginx, ["-t", ...arguments_], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  child = spawn(nginx, arguments_, { stdio: "ignore" });
  await vi.waitFor(async () => expect((await get("/ready")).status).toBe(200), { timeout: 20_000 });
}, 60_000);

afterAll(async () => {
  if (!child) return;
  for (const response of open) response.end();
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
  server.closeAllConnections();
  server.close();
});

describe.skipIf(!nginx || !openssl)("the example for nginx (skipped without nginx and openssl)", () => {
  it("asks the portal once for what many who are nobody in particular look at", async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => get("/tasks")));
    expect(answers.map(({ status }) => status)).toEqual(Array(30).fill(200));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(askedFor("/tasks")).toBe(1);
    expect(answers[0]?.headers["strict-transport-security"]).toContain("max-age");
  });

  it("keeps nothing of and for a person: cookies, tokens, answers that set a cookie, sign-in and health", async () => {
    await get("/models");
    const mine = await get("/models", { cookie: "next-auth.session-token=secret" });
    const theirs = await get("/models", { authorization: "Bearer x" });
    expect(new Set([mine.text, theirs.text]).size).toBe(2);
    expect(askedFor("/models")).toBe(3);
    for (const path of ["/theme", "/sign-in", "/api/auth/session", "/api/health"]) {
      await get(path);
      await get(path);
      expect(askedFor(path), path).toBe(2);
    }
  });

  it("keeps a page apart from its data for the router", async () => {
    const page = await get("/runs");
    const data = await get("/runs", { rsc: "1" });
    expect(data.text).not.toBe(page.text);
  });

  it("passes on events as they happen, and what it says of a visitor is its own", async () => {
    const begun = new Promise<string>((done) => {
      const asking = request({
        host: "127.0.0.1",
        port,
        path: "/api/runs/1/events",
        rejectUnauthorized: false,
        agent: false,
        headers: { host: "portal.example.org", "x-forwarded-for": "6.6.6.6", "x-forwarded-host": "evil.example" },
      });
      asking.once("response", (response) =>
        response.setEncoding("utf8").once("data", (text: string) => {
          done(text);
          asking.destroy();
        }),
      );
      asking.once("error", () => undefined).end();
    });
    // The answer is not ended: only what is not buffered comes.
    expect(await begun).toBe("data: one\n\n");
    const { headers } = asked.find(({ url }) => url === "/api/runs/1/events") ?? { headers: {} };
    expect(headers).toMatchObject({
      "x-forwarded-for": "127.0.0.1",
      "x-forwarded-host": "portal.example.org",
      "x-forwarded-proto": "https",
      host: "portal.example.org",
    });
  });

  it("tells who asks too often to wait", async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, (_, number) => get(`/questions/${number}`)));
    const statuses = new Set(answers.map(({ status }) => status));
    expect(statuses).toEqual(new Set([200, 429]));
    expect(existsSync(join(folder, "error.log")) ? readFileSync(join(folder, "error.log"), "utf8") : "").not.toContain("[emerg]");
  });
});
