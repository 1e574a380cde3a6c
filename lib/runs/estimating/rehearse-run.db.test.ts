import { afterAll, expect, it } from "vitest";
import { closeDatabase } from "@/lib/db/client";
import { isDatabaseUnreachable } from "@/lib/db/unreachable";
import { prepareQuestion } from "@/lib/tasks/prepare-question";
import { questionsOf } from "@/lib/tasks/queries";
import { type BreakableDatabase, startBreakableDatabase } from "../testing/breakable-database";
import { greedy, seedModel, seedTask } from "../testing/builders";
import { rehearseRun } from "./rehearse-run";

let database: BreakableDatabase;

afterAll(async () => {
  await closeDatabase();
  await database.close();
});

it("fails as a whole, and leaves no failure unhandled, when the database goes away in the middle", async () => {
  database = await startBreakableDatabase(process.env.DATABASE_URL ?? "");
  process.env.DATABASE_URL = database.url;
  const model = await seedModel("one");
  const task = await seedTask("numbers", { test: 1_500 });
  const asked = (await questionsOf([task.id], "test", null)).map((row) => prepareQuestion(row));
  const sampling = { topP: 1, topK: 0, stop: [], ...greedy };
  const run = { kind: "individual" as const, title: "one", models: [model] as [typeof model], sampling };
  database.cut();
  const rehearsed = rehearseRun(run, [], { dev: [], answered: [{ taskId: task.id, asked, total: 1_500, isScoredByText: true }] });
  await expect(rehearsed).rejects.toSatisfy(isDatabaseUnreachable);
});
