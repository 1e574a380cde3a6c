import { createHash, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { anonymous, systemActor } from "@/lib/auth/actor";
import { cancelJob } from "@/lib/cluster/cancel-job";
import { ClusterAway } from "@/lib/cluster/cluster";
import { openConfiguredCluster } from "@/lib/cluster/configured";
import { listNodes } from "@/lib/cluster/list-nodes";
import { submitJob } from "@/lib/cluster/submit-job";
import { db } from "@/lib/db/client";
import { seedPerson } from "@/lib/db/testing/people";
import { readCluster, readJob } from "./read-cluster";

const tester = systemActor("test");
const folder = mkdtempSync(join(tmpdir(), "polyphony-cluster-"));

beforeAll(() => {
  process.env.DATA_DIR = folder;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function seedJob(): Promise<string> {
  const name = createHash("sha256").update(randomUUID()).digest("hex");
  const job = { name, purpose: "train" as const, command: ["true"], request: {}, memoryMb: 64, seconds: 60 };
  return submitJob(tester, { cluster: "local", folder }, job);
}

it("shows machines and jobs by state, with words without secrets and what each job made", async () => {
  const auditor = await seedPerson("auditor");
  const [failed, waiting] = [await seedJob(), await seedJob()];
  const message = "could not read postgres://me:hush@host/db";
  await db().job.update({
    where: { name: failed },
    data: { state: "failed", reason: "CRASHED", blame: "ours", message, endedAt: new Date() },
  });
  const label = `d-${failed.slice(0, 12)}`;
  const made = { key: failed, label, kind: "train" as const, recipe: {}, weightsHash: failed, bytes: 1, seconds: 1 };
  await db().derivedModel.create({ data: made });
  const { machines, states } = await readCluster(auditor);
  expect(machines).toMatchObject({ there: true, nodes: [{ gpus: 0 }] });
  expect(states.map(({ state, count }) => [state, count])).toEqual([
    ["submitting", 1],
    ["failed", 1],
  ]);
  expect(states[0]?.jobs).toMatchObject([{ name: waiting, made: null }]);
  expect(states[1]?.jobs).toMatchObject([{ name: failed, made: label, message: "could not read postgres://me:[redacted]@host/db" }]);
  expect(await readJob(auditor, failed)).toMatchObject({ job: { made: label, blame: "ours" }, log: null });
});

it("is for those who look after the portal, of whom an auditor cancels nothing", async () => {
  const name = await seedJob();
  await expect(readCluster(anonymous)).rejects.toMatchObject({ code: "SIGN_IN_REQUIRED" });
  await expect(readJob(await seedPerson("contributor"), name)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  await expect(cancelJob(await seedPerson("auditor"), { name, why: "" })).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  await cancelJob(await seedPerson("maintainer"), { name, why: "not needed" });
  expect((await readJob(tester, name)).job.state).toBe("stopping");
});

it("says in words that a cluster is away, and waits for no answer that does not come", async () => {
  const away = openConfiguredCluster();
  away.describeNodes = () => Promise.reject(new ClusterAway("sinfo: connection refused"));
  expect(await listNodes(tester, away)).toEqual({ there: false, words: "sinfo: connection refused" });
  const silent = openConfiguredCluster();
  silent.describeNodes = () => new Promise(() => undefined);
  expect(await listNodes(tester, silent)).toMatchObject({ there: false, words: expect.stringContaining("did not answer") });
});
