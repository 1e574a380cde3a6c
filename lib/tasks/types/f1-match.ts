import { z } from "zod";
import { goldsOf } from "@/lib/reading/golds";
import { judgeValue } from "@/lib/reading/judge-value";
import { verdictOf } from "@/lib/reading/judged";
import { f1AsMoco } from "@/lib/reading/moco/score-as-moco";
import { readValue } from "@/lib/reading/read-value";
import { normalizeText } from "../normalize-text";
import { askedText, askForBox, asksInput, filled, questionKey } from "./question-parts";
import { asGolds, withGold } from "./source-row";
import type { TaskTypeDefinition } from "./task-type";

const name = "f1_match";

const item = z.object({
  taskType: z.literal(name),
  id: questionKey,
  input: z.string().min(1),
  /** Several gold answers are written as a list; the best match counts. */
  output: z.union([z.string(), z.array(z.string()).min(1)]),
});
type Item = z.infer<typeof item>;

/** A value that shares words with one of several golds. */
export const f1Match = {
  name,
  title: "F1 match",
  metric:
    "The score is the mean F1 of the words shared by the answer and the gold: 1 for the same words, 0 for none in common. " +
    "Of several gold answers the best match counts. The answer is read as in exact match.",
  scale: "share",
  chance: { kind: "nothing", words: "guessing finds practically nothing" },
  item,
  imported: item
    .loose()
    .refine(({ output }) => goldsOf(output).every((gold) => gold.trim() !== ""), { path: ["output"], message: "is empty" }),
  record: z
    .object({
      question: askedText,
      gold: z.union([filled, z.array(filled).min(1, "is an empty list")], "is missing or empty: write a text or a list of texts"),
    })
    .transform(({ question, gold }) => ({ input: question, output: gold })),
  fromMoco: (row) => {
    const output = asGolds(row.output);
    return withGold(output, { ...row, output });
  },
  asks: asksInput,
  prompt: ({ input }) => askForBox(input),
  gold: ({ output }) => goldsOf(output).map(normalizeText).sort().join("\n"),
  expected: ({ output }) => goldsOf(output).join(" · "),
  example: ({ output }) => `\\box{${goldsOf(output)[0] ?? ""}}`,
  otherAnswers: ({ output }) => {
    const [gold = ""] = goldsOf(output);
    return [gold, `\\box{${gold} or so}`, "I do not know.", "\\box{}"];
  },
  read: ({ input }, answer, cut) => readValue(answer, input, cut),
  needs: null,
  judge: ({ input, output }, answer, cut) => verdictOf(judgeValue(answer, { question: input, gold: output, scoring: "f1", cut }), answer),
  asMoco: ({ output }, answer) => f1AsMoco(answer, output),
} satisfies TaskTypeDefinition<Item>;
