import { setTimeout as wait } from "node:timers/promises";
import { expect, it } from "vitest";
import { anonymous } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { seedPerson } from "@/lib/db/testing/people";
import { seedModel, seedRun, seedTask } from "../testing/builders";
import { shareSnapshot } from "./share-snapshot";

it("asks once a second for all who watch a run and may see the same of it", async () => {
  const run = await seedRun(await seedModel("one"), [await seedTask("one", { test: 4 })]);
  const failure = { state: "failed" as const, failureCode: "ENDPOINT_FAILED", failureMessage: "http://10.0.0.7 said no" };
  await db().run.update({ where: { id: run.id }, data: failure });
  const operator = await seedPerson("operator");
  const first = shareSnapshot(anonymous, run.number);
  expect(shareSnapshot(await seedPerson("contributor"), run.number)).toBe(first);
  const whole = shareSnapshot(operator, run.number);
  expect((await whole).failureMessage).toContain("10.0.0.7");
  expect((await first).failureMessage).not.toContain("10.0.0.7");
  await wait(1_000);
  const later = shareSnapshot(anonymous, run.number);
  expect(later).not.toBe(first);
  expect(await later).toMatchObject({ state: "failed" });
});
