import { expect, it } from "vitest";
import { readBoardContext } from "./board-context";
import { readEmergence } from "./read-emergence";
import { seedModel, seedRun, seedSystem, seedTask } from "./testing/world";

it("counts what a system solves though every member fails, beside guessing among the options that no member chose", async () => {
  const task = await seedTask("letters", "knowledge", "test", 5);
  const [a, b, c] = [await seedModel("a"), await seedModel("b"), await seedModel("c")];
  // Questions 0 to 3 are failed by both. On them were chosen: B and C, B alone, B and C, and nothing that could be read.
  await seedRun({ of: { model: a }, scores: [[task, [0, 0, 0, 0, 1]]], parsed: ["B", "B", "B", null, "A"] });
  await seedRun({ of: { model: b }, scores: [[task, [0, 0, 0, 0, 0]]], parsed: ["C", "B", "C", null, "D"] });
  const both = await seedSystem("both", "majority-vote", [a, b]);
  await seedRun({ of: { system: both }, scores: [[task, [1, 0, 1, 0, 1]]] });
  const unready = await seedSystem("unready", "majority-vote", [a, c]);
  await seedRun({ of: { system: unready }, scores: [[task, [1, 1, 1, 1, 1]]] });
  const context = await readBoardContext("test");
  const found = async (id: string) => {
    const system = context.systems.get(id);
    return system ? readEmergence(context, system) : undefined;
  };
  // Two, three, two and four options are left.
  expect(await found(both.id)).toMatchObject({ mean: 0.5, n: 4, chance: (1 / 2 + 1 / 3 + 1 / 2 + 1 / 4) / 4 });
  // One member has not answered, so nobody knows what all of them fail.
  expect(await found(unready.id)).toBeNull();
});
