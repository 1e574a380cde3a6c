import { z } from "zod";
import { readWhole } from "@/lib/reading/reading";
import type { Verdict } from "../schema";
import { checkInstruction, describeCheck, fulfil, instructionCheck } from "./check-instruction";
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
  read: (_, answer) => readWhole(answer),
  needs: null,
  judge,
} satisfies TaskTypeDefinition<Item>;

function judge(item: Item, answer: string): Verdict {
  const { parsed, reason } = readWhole(answer);
  // A program checks what was asked for.
  const certainty = 1;
  if (parsed === null) return { parsed, reason, score: 0, certainty };
  const fault = item.checks.map((check) => checkInstruction(parsed, check)).find((each) => each !== null) ?? null;
  return { parsed, reason: `${reason} ${fault ?? "Right."}`, score: fault === null ? 1 : 0, certainty };
}

function rightAnswer(item: Item): string {
  return item.checks.map(fulfil)[0] ?? "";
}
