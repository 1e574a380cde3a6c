import { expect, it } from "vitest";
import { anonymous } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { seedModel, seedRun, seedTask } from "../testing/builders";
import { watchRun } from "./watch-run";

async function queued(slug: string) {
  const task = await seedTask(slug, { test: 4 });
  return await seedRun(await seedModel(slug), [task]);
}

it("tells at once how a run stands, then what changes, and ends with the run", async () => {
  const run = await queued("one");
  const decoder = new TextDecoder();
  const stream = await watchRun(anonymous, run.number, new AbortController().signal);
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
  const reader = (await watchRun(anonymous, run.number, leaving.signal)).getReader();
  await reader.read();
  leaving.abort();
  const rest: boolean[] = [];
  for (let next = await reader.read(); !next.done; next = await reader.read()) rest.push(true);
  expect(rest.length).toBeLessThan(2);
});

it("knows no run that does not exist", async () => {
  await expect(watchRun(anonymous, 999_999, new AbortController().signal)).rejects.toMatchObject({ code: "NOT_FOUND" });
});
