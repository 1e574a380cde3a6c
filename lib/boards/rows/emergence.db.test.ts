import { expect, it } from "vitest";
import { answerSystemLeaderboard } from "@/lib/api/answer-leaderboards";
import { systemAnswer, systemQuery } from "@/lib/api/shapes";
import { anonymous } from "@/lib/auth/actor";
import { seedModel } from "@/lib/runs/testing/builders";
import { readBoardContext } from "../board-context";
import { tableOf } from "../export-board";
import { readBoards } from "../read-board";
import { boardView } from "../schema";
import { seedChoiceTask, seedScoredRun, seedSystem } from "../testing/world";
import { emergenceOf } from "./emergence-of";

it("counts what a system solves though every member fails, beside guessing among the options that no member chose", async () => {
  const task = await seedChoiceTask("letters", "knowledge", "test", 5);
  const [a, b, c] = [await seedModel("a"), await seedModel("b"), await seedModel("c")];
  // Questions 0 to 3 are failed by both. On them were chosen: B and C, B alone, B and C, and nothing that could be read.
  await seedScoredRun({ of: { model: a }, scores: [[task, [0, 0, 0, 0, 1]]], parsed: ["B", "B", "B", null, "A"] });
  await seedScoredRun({ of: { model: b }, scores: [[task, [0, 0, 0, 0, 0]]], parsed: ["C", "B", "C", null, "D"] });
  const both = await seedSystem("both", "majority-vote", [a, b]);
  await seedScoredRun({ of: { system: both }, scores: [[task, [1, 0, 1, 0, 1]]] });
  const unready = await seedSystem("unready", "majority-vote", [a, c]);
  await seedScoredRun({ of: { system: unready }, scores: [[task, [1, 1, 1, 1, 1]]] });
  const context = await readBoardContext("test");
  const found = (id: string) => {
    const system = context.systems.get(id);
    const [overall] = context.scopes;
    return system && overall ? emergenceOf(context, overall, system) : undefined;
  };
  // Two, three, two and four options are left.
  const expected = { solved: 2, n: 4, rate: 0.5, chance: (1 / 2 + 1 / 3 + 1 / 2 + 1 / 4) / 4 };
  expect(found(both.id)).toMatchObject(expected);
  // One member has not answered, so nobody knows what all of them fail.
  expect(found(unready.id)).toBeNull();
  // The public interface says the same in every scope, and so does the file.
  const answer = systemAnswer.parse(await answerSystemLeaderboard(anonymous, systemQuery.parse({})));
  const rows = answer.rows.filter((row) => row.slug === "both");
  expect(rows.map((row) => row.scope).sort()).toEqual(["domain", "overall", "task"]);
  for (const row of rows) expect(row.emergence).toMatchObject(expected);
  const view = boardView.parse({ systemColumns: ["emergence"] });
  const { columns, rows: lines } = tableOf((await readBoards(anonymous, view)).systems);
  const line = lines.find((one) => one.includes("System both")) ?? [];
  expect(line[columns.indexOf("solved though every member fails (questions)")]).toBe(2);
  expect(line[columns.indexOf("failed by every member (questions)")]).toBe(4);
});
