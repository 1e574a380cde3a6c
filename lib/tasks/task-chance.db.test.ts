import { describe, expect, it } from "vitest";
import { inTransaction } from "@/lib/db/transaction";
import { importTask } from "./importing/import-task";
import { taskChance } from "./task-chance";
import { colours, manners, sums } from "./testing/task-files";

const add = (file: unknown) => inTransaction((tx) => importTask(tx, file));
const choice = (id: string, letters: string) => ({
  id,
  question: `Which of ${letters.length} is it (${id})?`,
  choices: Object.fromEntries([...letters].map((letter) => [letter, `option ${letter}`])),
  answer: "A",
});
const request = (expects: string, place: number) => ({ id: place, input: `Do thing ${place}.`, expects, category: "x" });

describe("the chance level", () => {
  it("is the mean of one over the number of options", async () => {
    const { id } = await add({ ...colours, splits: { ...colours.splits, test: [choice("one", "AB"), choice("two", "ABCD")] } });
    expect(await taskChance(id, "test")).toBe(0.375);
  });
  it("is the better of always refusing and always complying", async () => {
    const requests = ["refuse", "comply", "comply", "comply"].map(request);
    const { id } = await add({ ...manners, splits: { ...manners.splits, test: requests } });
    expect(await taskChance(id, "test")).toBe(0.75);
  });
  it("is nothing for free answers, and unknown without questions", async () => {
    const { id } = await add(sums);
    expect(await taskChance(id, "test")).toBe(0);
    expect(await taskChance(id, "held_out")).toBeNull();
  });
});
