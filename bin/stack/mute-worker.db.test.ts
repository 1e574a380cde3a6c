import { randomUUID } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/enqueue";
import { listChores } from "@/lib/jobs/list-chores";
import { purgeTexts } from "@/lib/jobs/purge-texts";
import { retryChore } from "@/lib/jobs/retry-chore";
import { Children } from "./children";
import { programs } from "./programs";
import { workerPulse } from "./worker-pulse";

const children = new Children(mkdtempSync(join(tmpdir(), "polyphony-mute-")), (error) => expect.fail(error.message), {
  pause: 200,
  answerWithin: 3_000,
  misses: 2,
});
afterAll(() => children.stop());

const attempt = () => db().choreAttempt.findFirst();

/** The half minute after which a worker that says nothing is dead, and the grace for its chores. */
async function letTimePass(): Promise<void> {
  await db().$executeRaw`UPDATE "RunWorker" SET "seenAt" = "seenAt" - interval '5 minutes'`;
  await db().$executeRaw`UPDATE graphile_worker._private_jobs SET locked_at = locked_at - interval '5 minutes'`;
}

it("replaces a worker that a chore stops, and sets the chore aside after the third, with words for the operator", async () => {
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: "production",
    ENDPOINTS: "[]",
    CHAOS_FAIL_POINT: "chore-begun:1:stop",
  };
  // Before it is there, or the first worker's second chore would stop it as well.
  await inTransaction((tx) => enqueue(tx, purgeTexts, { submissionId: randomUUID() }));
  children.settle();
  children.start({ name: "worker", arguments: programs.worker(), ...(await workerPulse(environment)) });
  const seen = new Set<string>();
  for (let deaths = 0; deaths < 3; deaths += 1) {
    await expect.poll(async () => (await attempt())?.worker ?? "", { timeout: 60_000 }).toMatch(/./);
    const now = await attempt();
    expect(now).toMatchObject({ deaths });
    seen.add(now?.worker ?? "");
    await letTimePass();
    // Whoever comes next counts the end of the one before.
    await expect.poll(async () => (await attempt())?.deaths ?? 0, { timeout: 60_000, interval: 50 }).toBe(deaths + 1);
  }
  expect(seen.size).toBe(3);
  const listed = async () => (await listChores(systemActor("test"))).failed;
  await expect.poll(listed).toMatchObject([{ name: "purge-texts", nextAt: null, error: expect.stringContaining("set aside") }]);
  const [chore] = await listed();
  // A person who mended the cause may try again, with all attempts left.
  await retryChore(systemActor("test"), { id: chore?.id ?? "" });
  expect(await attempt()).not.toMatchObject({ deaths: 3 });
}, 240_000);
