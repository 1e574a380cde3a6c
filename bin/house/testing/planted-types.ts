import { z } from "zod";
import { readWhole } from "@/lib/reading/reading";
import type { TaskTypeDefinition } from "@/lib/tasks/types/task-type";

const key = z.coerce.string();
const item = z.object({ taskType: z.literal("backwards"), id: key, word: z.string().min(1), side: z.enum(["left", "right"]) });
const openItem = z.object({ taskType: z.literal("open_backwards"), id: key, word: z.string().min(1) });

interface Word {
  id: string;
  taskType: string;
  word: string;
}

const turned = (word: string) => [...word].reverse().join("");
const shared = {
  metric: "The score is the share of words that are written backwards.",
  scale: "share" as const,
  asks: ({ word }: Word) => ({ text: word, options: [] }),
  prompt: ({ word }: Word) => `Write “${word}” backwards.`,
  gold: ({ word }: Word) => turned(word),
  expected: ({ word }: Word) => `The word ${turned(word)}.`,
  example: ({ word }: Word) => turned(word),
  read: (_: unknown, answer: string) => readWhole(answer),
};

/** A type that its text scores. Planted by a test. */
export const backwards = {
  ...shared,
  name: "backwards",
  title: "Backwards",
  chance: { kind: "either", field: "side", values: ["left", "right"], words: "always writing from one side" },
  item,
  imported: item.loose().refine(({ word }) => word !== turned(word), { path: ["word"], message: "reads the same from both sides" }),
  record: z.object({ question: z.string(), gold: z.string() }).transform(({ question }) => ({ word: question, side: "left" as const })),
  fromMoco: (row) => (row.word === null ? null : { side: "left", ...row }),
  fromColumns: (row) => ({ ...row, word: String(row.word) }),
  otherAnswers: ({ word }) => [word, ""],
  needs: null,
  judge: ({ word }, answer) => {
    const { parsed, reason } = readWhole(answer);
    return { parsed, reason, score: Number(parsed === turned(word)), certainty: 1 };
  },
  asMoco: () => 0.5,
} satisfies TaskTypeDefinition<z.infer<typeof item>>;

/** A type that a reward model scores. Planted by a test. */
export const openBackwards = {
  ...shared,
  name: "open_backwards",
  title: "Open backwards",
  chance: { kind: "nothing", words: "nothing to guess" },
  item: openItem,
  imported: openItem.loose(),
  record: z.object({ question: z.string() }).transform(({ question }) => ({ word: question })),
  fromMoco: (row) => row,
  needs: "reward",
  async score({ word }, answer, reward) {
    const [score = 0] = await reward([{ request: word, answer }]);
    return { parsed: answer, reason: "It was rewarded.", score, certainty: null };
  },
} satisfies TaskTypeDefinition<z.infer<typeof openItem>, "reward">;
