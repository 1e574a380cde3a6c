import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { seedScoredRun, seedSystem } from "@/lib/boards/testing/world";
import { db } from "@/lib/db/client";
import { seedPerson } from "@/lib/db/testing/people";
import { seedModel, seedTask } from "@/lib/runs/testing/builders";

const folder = join(import.meta.dirname, "migrations");
const name = readdirSync(folder).find((entry) => entry.endsWith("_purge-old-decisions")) ?? "";

async function applyAgain(): Promise<void> {
  const sql = readFileSync(join(folder, name, "migration.sql"), "utf8").replace(/^--.*$/gm, "");
  for (const statement of sql.split(";").filter((part) => part.trim() !== "")) await db().$executeRawUnsafe(statement);
}

it("purges what earlier versions left in decisions, prompts and tombstones of withdrawn models, and nothing of others", async () => {
  const words = "CANARY of a corpus";
  const task = await seedTask("numbers", { test: 2 });
  const [gone, kept] = [await seedModel("gone", { state: "withdrawn" }), await seedModel("kept")];
  const { userId: submitterId } = await seedPerson("contributor");
  await db().submission.create({ data: { submitterId, state: "withdrawn", hubId: "test/gone", description: words } });
  await db().model.update({ where: { id: gone.id }, data: { description: words, person: "CANARY", trainingData: words } });
  const text = (content: string) => ({ hash: new Uint8Array(createHash("sha256").update(content).digest()), text: content });
  await db().promptText.createMany({ data: [text(`1: ${words}\n2: other\n`), text(`What is the ${words}?`)] });
  const votes = [{ voters: [gone.label], reading: "CANARY 4" }];
  const decision = { rule: "most votes", votes, chosen: gone.label, reading: "CANARY 4", unreadable: [kept.label], margin: 2 };
  // As an earlier purge left them: texts of steps emptied, decisions whole.
  const trace = { steps: [gone, kept].map(({ label }) => ({ model: label, stage: "answer", text: "" })), decision };
  const mixed = await seedSystem("mixed", "majority-vote", [gone, kept]);
  const others = await seedSystem("others", "majority-vote", [kept]);
  const scores = [[task, [1, 0]]] as const;
  const purged = await seedScoredRun({ of: { system: mixed }, scores, trace });
  const whole = await seedScoredRun({ of: { system: others }, scores, trace: { steps: trace.steps.slice(1), decision } });

  for (const _ of ["once", "twice"]) {
    await applyAgain();
    const left = await db().result.findMany({ where: { runId: purged.id } });
    expect(left.map((row) => row.trace)).toEqual(
      Array(2).fill({ steps: trace.steps, decision: { chosen: gone.label, unreadable: [kept.label], margin: 2 } }),
    );
    const untouched = await db().result.findFirstOrThrow({ where: { runId: whole.id } });
    expect(untouched.trace).toMatchObject({ decision });
    expect(await db().promptText.findMany({ select: { text: true } })).toEqual([{ text: `What is the ${words}?` }]);
    expect(await db().model.findUniqueOrThrow({ where: { id: gone.id } })).toMatchObject({
      description: "",
      person: null,
      trainingData: null,
    });
    expect((await db().model.findUniqueOrThrow({ where: { id: kept.id } })).description).not.toBe("");
  }
});

it("leaves decisions to a living model of the same weights", async () => {
  const task = await seedTask("letters", { test: 1 });
  const gone = await seedModel("twin", { state: "withdrawn" });
  await db().model.create({
    data: {
      slug: "heir",
      name: "heir",
      hubId: "test/heir",
      description: "",
      weightsHash: gone.weightsHash,
      state: "runnable",
      scopes: ["S1_run"],
    },
  });
  const trace = { steps: [{ model: gone.label, stage: "answer", text: "" }], decision: { reading: "4" } };
  const run = await seedScoredRun({ of: { model: gone }, scores: [[task, [1]]], trace });
  await applyAgain();
  expect((await db().result.findFirstOrThrow({ where: { runId: run.id } })).trace).toEqual(trace);
});
