import { z } from "zod";
import { askedText, asksInput, questionKey } from "./question-parts";
import type { TaskTypeDefinition } from "./task-type";

const name = "reward_model";

/** There is no gold: the reward model's logit is the score. */
const item = z.object({ taskType: z.literal(name), id: questionKey, input: z.string().min(1) });
type Item = z.infer<typeof item>;

/** An open request whose answer a reward model scores. */
export const rewardModel = {
  name,
  title: "Reward model",
  metric:
    "The score is the logit of a reward model over the request and the answer. It has no fixed range, is no share, and is " +
    "comparable only between answers that the same reward model scored.",
  scale: "logit",
  chance: { kind: "nothing", words: "there is no right answer to guess" },
  item,
  imported: item.loose(),
  record: z.object({ question: askedText }).transform(({ question }) => ({ input: question })),
  fromMoco: (row) => row,
  asks: asksInput,
  prompt: ({ input }) => input,
  gold: () => "",
  expected: () => "There is no right answer: a reward model scores what is said.",
  example: () => "A few sentences of one's own.",
  needs: "reward",
} satisfies TaskTypeDefinition<Item>;
