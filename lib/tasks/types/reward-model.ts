import { z } from "zod";
import { readWhole } from "@/lib/reading/reading";
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
  read: (_, answer) => readWhole(answer),
  needs: "reward",
  async score({ input }, answer, reward) {
    const { parsed, reason } = readWhole(answer);
    // An empty answer is scored as well, because leaving it out would be a reward for saying nothing where logits are negative.
    const [score] = await reward([{ request: input, answer: parsed ?? "" }]);
    if (score === undefined || !Number.isFinite(score)) throw new Error("The reward model gave no number.");
    return { parsed, reason: parsed === null ? reason : `The reward model gives ${score.toFixed(3)}.`, score, certainty: null };
  },
} satisfies TaskTypeDefinition<Item, "reward">;
