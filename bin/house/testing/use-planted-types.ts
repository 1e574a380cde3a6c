import { writeFileSync } from "node:fs";
import { systemActor } from "@/lib/auth/actor";
import { closeDatabase } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import { viewQuestion } from "@/lib/pages/question-text";
import { convertItem } from "@/lib/tasks/importing/convert-item";
import { importChoices } from "@/lib/tasks/importing/import-choices";
import { importTask } from "@/lib/tasks/importing/import-task";
import { columnsOf, itemFromRow } from "@/lib/tasks/importing/parquet-item";
import { prepareQuestion } from "@/lib/tasks/prepare-question";
import { findTask, questionsOf } from "@/lib/tasks/queries";
import { assessAnswer } from "@/lib/tasks/scoring/assess-answer";
import { scoreRecord } from "@/lib/tasks/scoring/score-record";
import { typesScoredByModel } from "@/lib/tasks/scoring/scorer-of";
import { noScorers } from "@/lib/tasks/scoring/scorers";

/** Does with the planted types what the portal does with any type, and writes what came of it to the file that is named. */
const [target = ""] = process.argv.slice(2);

const words = ["abc", "abd", "abe", "abf"];
const taskOf = (taskType: string, side: string) => ({
  name: taskType.replaceAll("_", "-"),
  title: taskType,
  domain: "reasoning",
  taskType,
  description: "Planted.",
  license: "CC0-1.0",
  source: "made for a test",
  splits: {
    heldOut: [],
    dev: [{ id: 1, word: "dog", side }],
    test: words.map((word, place) => ({ id: place, word, side: place === 0 ? "right" : side })),
  },
});

async function see(taskType: string) {
  const { id } = await inTransaction((tx) => importTask(tx, taskOf(taskType, "left")));
  const page = await findTask(systemActor("test"), taskType.replaceAll("_", "-"));
  const [row] = await questionsOf([id], "dev", 1);
  if (!row) throw new Error("The question is not there.");
  const question = prepareQuestion(row);
  const scorers = { ...noScorers, reward: () => Promise.resolve([7]) };
  return {
    page,
    view: viewQuestion(row.content),
    prompt: question.prompt,
    read: question.read(" god "),
    assessed: await assessAnswer(row.content, "god", scorers),
    unscored: await assessAnswer(row.content, "god", noScorers).catch((error: Error) => error.message),
    chosen: importChoices.parse({ type: taskType }).type,
  };
}

const faulty = {
  ...taskOf("backwards", "left"),
  splits: { heldOut: [], dev: [{ id: 1, word: "aba", side: "left" }], test: [{ id: 2, word: "abc", side: "left" }] },
};
const inUse = {
  backwards: await see("backwards"),
  openBackwards: await see("open_backwards"),
  converted: convertItem("backwards", { word: "dog" }, "dev-0"),
  withoutGold: convertItem("backwards", { word: null }, "dev-0"),
  fromColumns: itemFromRow("backwards", { w: 12, side: "left" }, columnsOf("backwards", { word: "w" }, undefined)),
  record: await scoreRecord({ taskType: "backwards", question: "dog", gold: "-", answer: "god" }, noScorers),
  refused: await inTransaction((tx) => importTask(tx, faulty)).catch((error: Error) => error.message),
  scoredByModel: typesScoredByModel,
};
export type PlantedTypesInUse = typeof inUse;

writeFileSync(target, JSON.stringify(inUse));
await closeDatabase();
