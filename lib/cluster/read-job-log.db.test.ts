import { createHash, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { mkdir, rename, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { anonymous } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { seedPerson } from "@/lib/db/testing/people";
import { env } from "@/lib/env";
import { readJobLog } from "./read-job-log";
import { submitJob } from "./submit-job";
import { tester } from "./testing/world";

const folder = mkdtempSync(join(tmpdir(), "polyphony-logs-"));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A job with a secret, and where its executions of the first two attempts belong. */
async function seedJob() {
  const name = createHash("sha256").update(randomUUID()).digest("hex");
  const job = { name, purpose: "train" as const, command: ["true"], request: {}, memoryMb: 64, seconds: 60 };
  await submitJob(tester, { cluster: "nowhere", folder }, { ...job, secrets: { NOTE: "nothing-tells-that-this-is-one" } });
  const write = async (attempt: number, restart: number, text: string) => {
    const execution = join(folder, name, String(attempt), String(restart));
    await mkdir(execution, { recursive: true });
    await writeFile(join(execution, "log.txt"), text);
    return join(execution, "log.txt");
  };
  return { name, write };
}

it("gives the last lines of the newest execution that wrote any, to those who look after the portal", async () => {
  const { name, write } = await seedJob();
  const auditor = await seedPerson("auditor");
  expect(await readJobLog(auditor, name)).toBeNull();
  await write(1, 0, "older\n");
  await write(1, 10, Array.from({ length: 300 }, (_, line) => `line ${line}\n`).join(""));
  await write(1, 9, "older, too\n");
  await db().job.update({ where: { name }, data: { attempt: 2 } });
  const log = await readJobLog(auditor, name);
  expect(log).toMatchObject({ attempt: 1, isCut: true });
  expect([log?.lines.length, log?.lines[0], log?.lines.at(-1)]).toEqual([200, "line 100", "line 299"]);
  await write(2, 0, "newer\n");
  expect(await readJobLog(auditor, name)).toEqual({ attempt: 2, isCut: false, lines: ["newer"] });
});

it("takes out the job's own secrets and the portal's, and shortens a line without an end", async () => {
  const { name, write } = await seedJob();
  const { NEXTAUTH_SECRET } = env();
  await write(1, 0, `with nothing-tells-that-this-is-one and ${NEXTAUTH_SECRET}\n${"x".repeat(5_000)}`);
  const log = await readJobLog(await seedPerson("operator"), name);
  expect(log?.lines[0]).toBe("with [redacted] and [redacted]");
  expect(log?.lines[1]).toHaveLength(2_004);
});

it("reads no more than the end of a very long log, from a whole line on", async () => {
  const { name, write } = await seedJob();
  await write(1, 0, `${"password=abcdefgh ".repeat(60_000)}\nlast\n`);
  expect(await readJobLog(await seedPerson("operator"), name)).toEqual({ attempt: 1, isCut: true, lines: ["last"] });
});

it("follows no link that a program put in place of its log", async () => {
  const { name, write } = await seedJob();
  const path = await write(1, 0, "own words\n");
  await rename(path, `${path}.kept`);
  await symlink(`${path}.kept`, path);
  expect(await readJobLog(await seedPerson("operator"), name)).toBeNull();
});

it("is for nobody else, and exists for no other name", async () => {
  const { name } = await seedJob();
  await expect(readJobLog(anonymous, name)).rejects.toMatchObject({ code: "SIGN_IN_REQUIRED" });
  await expect(readJobLog(await seedPerson("contributor"), name)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  await expect(readJobLog(await seedPerson("operator"), "0".repeat(64))).rejects.toMatchObject({ code: "NOT_FOUND" });
});
