import { z } from "zod";
import { askedText, asksInput, filled, questionKey } from "./question-parts";
import type { TaskTypeDefinition } from "./task-type";

const name = "coding";

const item = z.object({
  taskType: z.literal(name),
  id: questionKey,
  input: z.string().min(1),
  /** Python that defines `check(candidate)`, which raises when the candidate is wrong. */
  test: z.string().min(1),
  /** The function that is tested; absent means the one that the request ends with. */
  entryPoint: z.string().optional(),
  language: z.literal("python").optional(),
});
type Item = z.infer<typeof item>;

/** A function to be written, which tests of the task run. */
export const coding = {
  name,
  title: "Coding",
  metric: "The score is the share of programs that pass all tests inside a sandbox, within its limits of time and memory.",
  scale: "share",
  chance: { kind: "nothing", words: "guessing finds practically nothing" },
  item,
  imported: item.loose(),
  record: z
    .object({ question: askedText, gold: filled, entryPoint: z.string().optional() })
    .transform(({ question, gold, entryPoint }) => ({ input: question, test: gold, entryPoint })),
  fromMoco: (row) => ({ ...row, input: row.input ?? row.prompt ?? row.question, test: row.test ?? row.test_code }),
  // A column of this name says in which language the data set shows its code.
  fromColumns: ({ language: _, ...row }) => row,
  asks: asksInput,
  prompt: ({ input }) => input,
  gold: ({ test }) => test,
  expected: () => "Passes the tests of the task.",
  example: () => "```python\ndef solution():\n    ...\n```",
  needs: "sandbox",
} satisfies TaskTypeDefinition<Item>;
