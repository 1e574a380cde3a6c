import { z } from "zod";
import { judgeValue } from "@/lib/reading/judge-value";
import { verdictOf } from "@/lib/reading/judged";
import { exactAsMoco } from "@/lib/reading/moco/score-as-moco";
import { readValue } from "@/lib/reading/read-value";
import { normalizeText } from "../normalize-text";
import { askedText, askForBox, asksInput, filled, questionKey } from "./question-parts";
import { asText, withGold } from "./source-row";
import type { TaskTypeDefinition } from "./task-type";

const name = "exact_match";

const item = z.object({ taskType: z.literal(name), id: questionKey, input: z.string().min(1), output: z.string() });
type Item = z.infer<typeof item>;

/** A value that has to mean the gold. */
export const exactMatch = {
  name,
  title: "Exact match",
  metric:
    "The score is the share of questions answered exactly. The last box counts; without one, a declared or bare answer. " +
    "Capitals and spacing do not matter, numbers are compared as numbers, and signs and brackets do matter.",
  scale: "share",
  chance: { kind: "nothing", words: "guessing finds practically nothing" },
  item,
  imported: item.loose().refine(({ output }) => output.trim() !== "", { path: ["output"], message: "is empty" }),
  record: z
    .object({
      question: askedText,
      gold: z.union([filled, z.number().transform(String)], "is missing, empty, or neither text nor a number"),
    })
    .transform(({ question, gold }) => ({ input: question, output: gold })),
  fromMoco: (row) => withGold(row.output, { ...row, output: asText(row.output) }),
  asks: asksInput,
  prompt: ({ input }) => askForBox(input),
  gold: ({ output }) => normalizeText(output),
  expected: ({ output }) => output,
  example: ({ output }) => `\\box{${output}}`,
  hasOneAnswer: true,
  otherAnswers: ({ output }) => [
    output,
    `First I had \\box{?}, then I saw it: \\boxed{ ${output} }`,
    `\\box{not ${output}}`,
    `There are many things to say about this. Some say ${output}.`,
    "\\box{",
  ],
  read: ({ input }, answer, cut) => readValue(answer, input, cut),
  needs: null,
  judge: ({ input, output }, answer, cut) =>
    verdictOf(judgeValue(answer, { question: input, gold: output, scoring: "exact", cut }), answer),
  asMoco: ({ output }, answer) => exactAsMoco(answer, output),
} satisfies TaskTypeDefinition<Item>;
