import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterEach, expect, it, vi } from "vitest";
import { findFreePort } from "@/prisma/free-port";
import { KeptPostgres } from "./kept-postgres";
import { commandOf } from "./process-facts";

const opened: KeptPostgres[] = [];
afterEach(async () => {
  for (const postgres of opened.splice(0)) await postgres.stop();
  vi.restoreAllMocks();
});

async function make() {
  const folder = mkdtempSync(join(tmpdir(), "polyphony postgres ü-"));
  chmodSync(folder, 0o755);
  const directory = join(folder, "postgres");
  const postgres = new KeptPostgres({ directory, port: await findFreePort(), password: "test" });
  opened.push(postgres);
  const server = () =>
    existsSync(join(directory, "postmaster.pid")) ? Number(readFileSync(join(directory, "postmaster.pid"), "utf8").split("\n")[0]) : 0;
  return { folder, directory, postgres, server };
}

async function ask(url: string, question: string): Promise<unknown> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return (await client.query(question)).rows[0];
  } catch {
    return "no answer";
  } finally {
    await client.end().catch(() => undefined);
  }
}

it("brings a killed server back under its address with what was committed, and says so; its keeper killed is the same", async () => {
  const said = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const { postgres, server } = await make();
  const url = await postgres.start();
  await ask(url, "CREATE TABLE kept AS SELECT 7 AS number");
  const keeper = () => Number(readFileSync(`/proc/${server()}/stat`, "utf8").split(") ")[1]?.split(" ")[1]);
  for (const victim of [server, keeper]) {
    said.mockClear();
    process.kill(victim(), "SIGKILL");
    await expect.poll(() => said.mock.calls.join(), { timeout: 30_000 }).toContain("The database is back");
    expect(said.mock.calls.join()).toContain("The database ended");
    expect(await ask(url, "SELECT number FROM kept")).toEqual({ number: 7 });
  }
}, 90_000);

it("leaves no server behind when it is stopped while it starts, and the next start finds a whole one", async () => {
  const { directory, postgres, server } = await make();
  const starting = postgres.start().catch(() => "stopped");
  await expect.poll(() => existsSync(`${directory}.unfinished`)).toBe(true);
  await postgres.stop();
  await starting;
  expect(commandOf(server())).toBe("");
  const next = new KeptPostgres({ directory, port: await findFreePort(), password: "test" });
  opened.push(next);
  expect(await ask(await next.start(), "SELECT 1 AS one")).toEqual({ one: 1 });
}, 90_000);

it("begins again where a killed start left half of a cluster", async () => {
  const { directory, postgres } = await make();
  mkdirSync(directory);
  writeFileSync(join(directory, "PG_VERSION"), "18");
  writeFileSync(`${directory}.unfinished`, "");
  expect(await ask(await postgres.start(), "SELECT 1 AS one")).toEqual({ one: 1 });
}, 60_000);

it("gives the reason of a server that cannot start", async () => {
  const { directory, postgres } = await make();
  mkdirSync(directory);
  writeFileSync(join(directory, "PG_VERSION"), "9");
  await expect(postgres.start()).rejects.toThrow(/did not start in[\s\S]*\S{10}/);
}, 60_000);
