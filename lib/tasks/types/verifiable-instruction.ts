import { z } from "zod";
import { describeCheck, fulfil, instructionCheck } from "./check-instruction";
import { askedText, asksInput, questionKey } from "./question-parts";
import type { TaskTypeDefinition } from "./task-type";

const name = "verifiable_instruction";
const checks = z.array(instructionCheck).min(1);

const item = z.object({ taskType: z.literal(name), id: questionKey, input: z.string().min(1), checks });
type Item = z.infer<typeof item>;

/** An instruction whose constraints a program checks. */
export const verifiableInstruction = {
  name,
  title: "Verifiable instruction",
  metric: "The score is the share of instructions followed to the letter. A program checks each constraint, and all must hold.",
  scale: "share",
  chance: { kind: "nothing", words: "guessing finds practically nothing" },
  item,
  imported: item.loose(),
  record: z.object({ question: askedText, gold: checks }).transform(({ question, gold }) => ({ input: question, checks: gold })),
  fromMoco: (row) => row,
  asks: asksInput,
  prompt: ({ input }) => input,
  gold: (item) => JSON.stringify(item.checks),
  expected: (item) => item.checks.map(describeCheck).join(" "),
  example: rightAnswer,
  otherAnswers: (item) => [`Here it is: ${rightAnswer(item)}`, rightAnswer(item).toLowerCase(), ""],
  needs: null,
} satisfies TaskTypeDefinition<Item>;

function rightAnswer(item: Item): string {
  return item.checks.map(fulfil)[0] ?? "";
}
