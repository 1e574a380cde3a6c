import type { PreparedQuestion } from "@/lib/tasks/schema";
import { choiceQuestion, sealed } from "@/lib/tasks/testing/questions";
import type { Member, Method } from "../method";
import { type Script, scriptedOperations } from "./scripted-operations";

/** Four dev questions whose answer is A. */
export const dev: PreparedQuestion[] = ["d1", "d2", "d3", "d4"].map((id) => ({ ...choiceQuestion(id, "A"), gold: "A" }));
export const test = [choiceQuestion("t1", "B"), choiceQuestion("t2", "C")];
export const isDev = (prompt: string) => prompt.includes("Question d");
export const isBase = (prompt: string) => prompt.startsWith("Question ");
export const isRouting = (prompt: string) => prompt.includes("Respond with the model number only.");

/** How many dev questions a member answers rightly, by its place in the pool. */
export const skilled = (pool: readonly Member[], skills: number[]) => (model: string, prompt: string) => {
  const skill = skills[pool.findIndex(({ label }) => label === model)] ?? 0;
  return Number(/Question d(\d)/.exec(prompt)?.[1]) <= skill ? "A" : "D";
};

/** Learns on dev, then answers sealed questions, as a run does. */
export async function conduct<P, L>(
  method: Method<P, L>,
  pool: readonly Member[],
  script: Script,
  settings: unknown = {},
  questions: readonly PreparedQuestion[] = test,
) {
  const operations = scriptedOperations(script);
  const parameters = method.parameters.parse(settings);
  const stored: unknown = JSON.parse(JSON.stringify(await method.prepare(pool, dev, parameters, operations)));
  const learned = method.learned.parse(stored);
  const answers = await method.answer(pool, learned, questions.map(sealed), parameters, operations);
  return { operations, learned, answers };
}
