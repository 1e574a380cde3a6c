import { expect, it } from "vitest";
import { type Actor, anonymous } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { seedPerson } from "@/lib/db/testing/people";
import { seedModel, seedRun, seedTask } from "../testing/builders";
import { watchRun } from "./watch-run";

async function queued(slug: string) {
  const task = await seedTask(slug, { test: 4 });
  return await seedRun(await seedModel(slug), [task]);
}

it("tells at once how a run stands, then what changes, and ends with the run", async () => {
  const run = await queued("one");
  const decoder = new TextDecoder();
  const stream = await watchRun(anonymous, run.number, "192.0.2.1", new AbortController().signal);
  const states: string[] = [];
  for await (const chunk of stream) {
    const event = decoder.decode(chunk);
    const state = /"state":"(\w+)"/.exec(event)?.[1];
    if (state) states.push(state);
    if (state === "queued")
      await db().run.update({
        where: { id: run.id },
        data: { state: "running", questionsDone: 2, questionsTotal: 4, startedAt: new Date() },
      });
    if (state === "running")
      await db().run.update({ where: { id: run.id }, data: { state: "done", questionsDone: 4, finishedAt: new Date() } });
  }
  expect(states).toEqual(["queued", "running", "done"]);
});

it("ends when the reader goes away", async () => {
  const run = await queued("two");
  const leaving = new AbortController();
  const reader = (await watchRun(anonymous, run.number, "192.0.2.1", leaving.signal)).getReader();
  await reader.read();
  leaving.abort();
  const rest: boolean[] = [];
  for (let next = await reader.read(); !next.done; next = await reader.read()) rest.push(true);
  expect(rest.length).toBeLessThan(2);
});

it("knows no run that does not exist", async () => {
  await expect(watchRun(anonymous, 999_999, "192.0.2.1", new AbortController().signal)).rejects.toMatchObject({ code: "NOT_FOUND" });
});

it("gives one client twenty places and leaves the others to everybody else", async () => {
  const run = await queued("crowd");
  const leaving = new AbortController();
  const enter = (actor: Actor, network: string) => watchRun(actor, run.number, network, leaving.signal);
  for (let place = 0; place < 20; place += 1) await enter(anonymous, "192.0.2.7");
  await enter(anonymous, "192.0.2.8");
  await expect(enter(anonymous, "192.0.2.7")).rejects.toMatchObject({ code: "TOO_MANY_REQUESTS" });
  await enter(await seedPerson("maintainer"), "192.0.2.7");
  // An address that is refused takes no place.
  for (let time = 0; time < 30; time += 1)
    await expect(watchRun(anonymous, 999_999, "192.0.2.9", leaving.signal)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await enter(anonymous, "192.0.2.9");

  const others: Promise<unknown>[] = [];
  for (let network = 0; network < 177; network += 1) others.push(enter(anonymous, `198.51.100.${network}`));
  await Promise.all(others);
  await expect(enter(anonymous, "203.0.113.1")).rejects.toMatchObject({ code: "UNAVAILABLE" });
  leaving.abort();
  await expect.poll(() => enter(anonymous, "203.0.113.1").then(() => "in")).toBe("in");
});
