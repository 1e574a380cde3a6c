import { randomUUID } from "node:crypto";
import { z } from "zod";
import { functionsOf, readProgram } from "@/lib/reading/read-program";
import type { Verdict } from "../schema";
import type { Sandbox, SandboxOutcome } from "../scoring/sandbox";
import { askedText, asksInput, filled, questionKey } from "./question-parts";
import type { TaskTypeDefinition } from "./task-type";

const name = "coding";

const limits = { seconds: 10, memory: 512 };

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
  read: (_, answer) => readProgram(answer),
  needs: "sandbox",
  score: runTests,
} satisfies TaskTypeDefinition<Item, "sandbox">;

/**
 * Runs the tests on the program of an answer: 1 when all pass, else 0. Only a program that reaches the end of the tests
 * passes, so that one that exits early does not.
 */
async function runTests(item: Item, answer: string, sandbox: Sandbox): Promise<Verdict> {
  const { parsed, reason } = readProgram(answer);
  if (parsed === null) return unscored(reason);
  const candidate = candidateOf(item, parsed);
  if (candidate === undefined) return unscored(`It does not define ${item.entryPoint ?? "the function that was asked for"}.`);
  // Unguessable, and said by the tests at their end.
  const nonce = randomUUID();
  const end = `__import__("sys").__stdout__.write(${JSON.stringify(nonce)})`;
  const outcome = await sandbox.run(`${parsed}\n\n${item.test}\n\ncheck(${candidate})\n${end}\n`, limits);
  const passed = outcome.ended === "exited" && outcome.exitCode === 0 && outcome.output.endsWith(nonce);
  return { parsed, reason: `${reason} ${passed ? "Its tests pass." : faultOf(outcome)}`, score: passed ? 1 : 0, certainty: null };
}

function unscored(reason: string): Verdict {
  return { parsed: null, reason, score: 0, certainty: null };
}

/** The function under test: the one that is named, else the one that the request ends with, else the last of the program. */
function candidateOf(item: Item, source: string): string | undefined {
  const defined = functionsOf(source);
  const wanted = item.entryPoint ?? functionsOf(item.input).at(-1);
  return wanted === undefined ? defined.at(-1) : defined.find((name) => name === wanted);
}

function faultOf({ ended, exitCode, errors }: SandboxOutcome): string {
  if (ended === "killed") return `It was stopped: more than ${limits.seconds} s or ${limits.memory} MiB.`;
  const last = errors.trim().split("\n").at(-1) ?? "";
  if (exitCode === 0) return "It ended before its tests did.";
  return `Its tests fail: ${last || `exit code ${exitCode}`}.`;
}
