import { expect, it } from "vitest";
import { systemActor } from "@/lib/auth/actor";
import { db } from "@/lib/db/client";
import { seedPerson } from "@/lib/db/testing/people";
import { withdrawModel } from "@/lib/pool/withdraw-model";
import { recordResults } from "@/lib/results/record-results";
import { launchRun } from "@/lib/runs/launching/launch-run";
import { untilRun } from "@/lib/runs/testing/await-run";
import { greedy, seedModel, seedTask } from "@/lib/runs/testing/builders";
import { startModelServer } from "@/lib/runs/testing/model-server";
import { startLeaser } from "@/lib/runs/testing/start-leaser";
import { withdrawSubmission } from "@/lib/submissions/withdraw-submission";
import { handlePurgeTexts } from "./purge-texts";

const worker = systemActor("test");
const canary = "CANARY";

/** Columns of all tables of ours that hold a text somewhere. */
async function columnsWith(text: string): Promise<string[]> {
  const columns = await db().$queryRaw<{ place: string; sql: string }[]>`
    SELECT table_name || '.' || column_name AS place,
      format('SELECT count(*)::int AS found FROM %I WHERE %I::text ILIKE %L', table_name, column_name, '%' || ${text} || '%') AS sql
    FROM information_schema.columns WHERE table_schema = 'public' ORDER BY place`;
  const found: string[] = [];
  for (const { place, sql } of columns) {
    const [row] = await db().$queryRawUnsafe<{ found: number }[]>(sql);
    if ((row?.found ?? 0) > 0) found.push(place);
  }
  return found;
}

it("leaves no word of a withdrawn model in the whole database: votes, readings, prompts and its description included", async () => {
  const says = (model: string, prompt: string) => {
    if (prompt.includes("Model descriptions")) return "1";
    return `\\box{${model === "taken" ? `${canary} ${/say (\d+)/.exec(prompt)?.[1]}` : "plain"}}`;
  };
  const server = await startModelServer(["taken", "kept"], 0, says);
  process.env.ENDPOINTS = JSON.stringify([{ name: "lab", url: server.url }]);
  await seedTask("numbers", { test: 10, dev: 3 });
  const leaser = startLeaser(recordResults);
  const contributor = await seedPerson("contributor");
  const words = { description: `${canary} of descriptions`, institution: `${canary} institute`, country: `${canary} land` };
  const data = { submitterId: contributor.userId, state: "admitted" as const, hubId: "test/taken", ...words };
  const submission = await db().submission.create({ data });
  const [taken] = [await seedModel("taken"), await seedModel("kept")];
  const own = { submissionId: submission.id, trainingData: `${canary} corpus`, person: `${canary} Person`, ...words };
  await db().model.update({ where: { id: taken.id }, data: own });
  const settings = { split: "test" as const, tasks: ["numbers"], questionsPerTask: null, devPerTask: null, priority: 0 };
  const launched: number[] = [];
  for (const method of ["majority-vote", "prompt-routing"]) {
    const parameters = { decoding: greedy };
    launched.push(...(await launchRun(worker, { kind: "system", method, models: ["taken", "kept"], parameters, ...settings })));
  }
  launched.push(...(await launchRun(worker, { kind: "individual", models: ["taken"], decoding: greedy, ...settings })));
  for (const number of launched) await untilRun(number, ({ state }) => state === "done");
  expect(await columnsWith(canary)).toEqual(
    expect.arrayContaining(["Generation.text", "PromptText.text", "Result.answer", "Result.trace"]),
  );

  await withdrawSubmission(contributor, { number: submission.number, why: "" });
  await withdrawModel(worker, { submissionId: submission.id });
  await handlePurgeTexts({ submissionId: submission.id });
  // What the contributor typed stays in their own entry, which they may read and send in again.
  expect((await columnsWith(canary)).filter((place) => !place.startsWith("Submission."))).toEqual([]);
  const votes = await db().result.findFirst({ where: { run: { number: launched[0] ?? 0 } } });
  expect(votes?.trace).toMatchObject({ decision: { chosen: expect.stringMatching(/^m-/) } });
  await leaser.stop();
  await server.close();
});
