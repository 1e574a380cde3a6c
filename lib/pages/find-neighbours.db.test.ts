import { beforeAll, describe, expect, it } from "vitest";
import { anonymous } from "@/lib/auth/actor";
import { seedChoiceTask, seedScoredRun, seedSystem } from "@/lib/boards/testing/world";
import { seedModel } from "@/lib/runs/testing/builders";
import { findModelNeighbours, findSystemNeighbours, findTaskNeighbours } from "./find-neighbours";
import { listSystemAnswers } from "./list-answers";
import { answersView } from "./schema";

/** Ids of the questions of both tasks, in the order of the lists. */
let ids: string[];
const tasks = [
  { slug: "beside-one", title: "beside-one", domain: "knowledge" },
  { slug: "beside-two", title: "beside-two", domain: "knowledge" },
];
const at = (task: number, position: number) => ({
  task: tasks[task] ?? { slug: "", title: "", domain: "" },
  position,
  split: "test" as const,
});
const view = (changes: object = {}) => answersView.parse(changes);

beforeAll(async () => {
  const one = await seedChoiceTask("beside-one", "knowledge", "test", 3);
  const two = await seedChoiceTask("beside-two", "knowledge", "test", 2);
  const model = await seedModel("beside");
  await seedScoredRun({
    of: { model },
    scores: [
      [one, [1, 0, 0]],
      [two, [1, 1]],
    ],
  });
  const system = await seedSystem("beside-system", "majority-vote", [model]);
  await seedScoredRun({
    of: { system },
    scores: [
      [one, [1, 0, 1]],
      [two, [0, 1]],
    ],
  });
  ids = [...one.questionIds, ...two.questionIds];
});

describe("the questions beside a question", () => {
  it("are those of the list that the reader chose, in its order and across tasks", async () => {
    const { rows } = await listSystemAnswers(anonymous, "beside-system", view());
    expect(rows.map(({ questionId }) => questionId)).toEqual(ids);
    expect(await findSystemNeighbours(anonymous, "beside-system", view(), at(0, 2))).toEqual({
      place: 3,
      total: 5,
      previous: ids[1],
      next: ids[3],
    });
    expect(await findSystemNeighbours(anonymous, "beside-system", view({ outcome: "wrong" }), at(0, 1))).toEqual({
      place: 1,
      total: 2,
      previous: null,
      next: ids[3],
    });
    expect(await findModelNeighbours(anonymous, "beside", view({ task: "beside-two" }), at(1, 1))).toEqual({
      place: 2,
      total: 2,
      previous: ids[3],
      next: null,
    });
  });
  it("are none where the question is not in that list", async () => {
    expect(await findSystemNeighbours(anonymous, "beside-system", view({ outcome: "right" }), at(0, 1))).toBeNull();
    expect(await findSystemNeighbours(anonymous, "beside-system", view({ split: "held_out" }), at(0, 1))).toBeNull();
  });
  it("are those of its task where the reader came from no list", async () => {
    expect(await findTaskNeighbours(at(0, 0))).toEqual({ place: 1, total: 3, previous: null, next: ids[1] });
  });
});
