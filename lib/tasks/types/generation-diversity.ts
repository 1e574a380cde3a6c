import { z } from "zod";
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
  needs: "embed",
} satisfies TaskTypeDefinition<Item>;
