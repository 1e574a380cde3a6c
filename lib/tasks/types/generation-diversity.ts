import { z } from "zod";
import { readWhole } from "@/lib/reading/reading";
import { distinctness } from "../scoring/similarity";
import { askedText, asksInput, filled, questionKey } from "./question-parts";
import type { TaskTypeDefinition } from "./task-type";

const name = "generation_diversity";

const item = z.object({
  taskType: z.literal(name),
  id: questionKey,
  input: z.string().min(1),
  /** Answers of others to the same request, from which an answer should differ. */
  reference: z.array(z.string()).min(1),
});
type Item = z.infer<typeof item>;

/** An open request: an answer should differ from those of others. */
export const generationDiversity = {
  name,
  title: "Generation diversity",
  metric:
    "The score is one minus the mean cosine similarity between the answer's embedding and those of other answers to the same " +
    "request: 0 for the same text, higher for what nobody else says.",
  scale: "share",
  chance: { kind: "nothing", words: "there is no right answer to guess" },
  item,
  imported: item.loose(),
  record: z
    .object({ question: askedText, gold: z.array(filled).min(1, "is an empty list") })
    .transform(({ question, gold }) => ({ input: question, reference: gold })),
  fromMoco: (row) => row,
  asks: asksInput,
  prompt: ({ input }) => input,
  gold: () => "",
  expected: ({ reference }) => `Differs from ${reference.length} other answers to the same request.`,
  example: () => "A few sentences of one's own.",
  read: (_, answer) => readWhole(answer),
  needs: "embed",
  async score({ reference }, answer, embed) {
    const { parsed, reason } = readWhole(answer);
    if (parsed === null) return { parsed, reason, score: 0, certainty: null };
    const [own, ...others] = await embed([parsed, ...reference]);
    if (!own || others.length !== reference.length) throw new Error("The embedding model did not answer each text once.");
    const score = Math.max(0, distinctness(own, others));
    return { parsed, reason: `It differs from ${reference.length} other answers.`, score, certainty: null };
  },
} satisfies TaskTypeDefinition<Item, "embed">;
