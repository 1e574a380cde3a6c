import { beforeAll, expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import type { Model, Task } from "@/lib/db/generated/client";
import { seedPerson } from "@/lib/db/testing/people";
import { retryFailures } from "../steering/retry-failures";
import { findRunState } from "../testing/await-run";
import { seedModel, seedRun, seedTask } from "../testing/builders";
import { listFailureGroups } from "./failure-groups";
import { messageShape } from "./message-shape";

let [model, gone]: [Model?, Model?] = [];
let task: Task;

beforeAll(async () => {
  [model, gone] = [await seedModel("one"), await seedModel("gone")];
  task = await seedTask("numbers", { test: 3 });
});

async function fail(code: string, message: string, of = model): Promise<number> {
  if (!of) throw new Error("no model");
  const run = await seedRun(of, [task]);
  const failure = { state: "failed", failureCode: code, failureMessage: message, blame: "cluster", finishedAt: new Date() } as const;
  await db().run.update({ where: { id: run.id }, data: failure });
  return run.number;
}

it("sees one shape in messages that differ in names, addresses and numbers only", () => {
  const shapes = [
    "The endpoint gpu-1 (http://10.0.0.7:8000) answered HTTP 502: bad gateway.",
    "The endpoint gpu-1 (http://10.0.0.9:8001/v1) answered HTTP 503: bad gateway.",
  ].map(messageShape);
  expect(new Set(shapes).size).toBe(1);
  expect(messageShape("No endpoint serves the model polyphony-zoo/zoo-warden.")).toBe(
    messageShape("No endpoint serves the model allenai/Tulu-3.1-8B."),
  );
  expect(messageShape("Not runnable now: zoo-warden.")).not.toBe(messageShape("Not runnable now: zoo-scribe."));
});

it("groups failures by reason and retries a whole group with one press, naming what stays behind", async () => {
  const away = [
    await fail("NOT_SERVED", "No endpoint serves the model a/b. Asked: gpu-1 (http://10.0.0.7:8000) serves 3 other models."),
    await fail("NOT_SERVED", "No endpoint serves the model c/d. Asked: gpu-1 (http://10.0.0.8:8000) serves 5 other models.", gone),
  ];
  const defect = await fail("UNEXPECTED", "Something unexpected happened: x is not a function");
  const groups = await listFailureGroups(systemActor("test"));
  expect(groups.map(({ code, count }) => [code, count])).toEqual([
    ["NOT_SERVED", 2],
    ["UNEXPECTED", 1],
  ]);
  await db().model.update({ where: { slug: "gone" }, data: { state: "withdrawn" } });
  const maintainer = await seedPerson("maintainer");
  const outcome = await retryFailures(maintainer, { group: groups[0]?.key ?? "" });
  expect(outcome.queued).toEqual([away[0]]);
  expect(outcome.left).toEqual([{ number: away[1], why: expect.stringContaining("Consent was withdrawn: gone") }]);
  expect(await findRunState(away[0] ?? 0)).toBe("queued");
  expect(await findRunState(defect)).toBe("failed");
});

it("is for those who operate; an auditor may look and not press", async () => {
  await expect(listFailureGroups(await seedPerson("contributor"))).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  const auditor = await seedPerson("auditor");
  const [group] = await listFailureGroups(auditor);
  await expect(retryFailures(auditor, { group: group?.key ?? "" })).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  await expect(retryFailures(await seedPerson("operator"), { group: "0".repeat(16) })).rejects.toMatchObject({ code: "NOT_FOUND" });
});
