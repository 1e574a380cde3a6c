import { z } from "zod";
import { readFinalAnswer } from "@/lib/reading/read-final-answer";
import { normalizeText } from "../normalize-text";
import { choicesFromSource } from "./choices-from-source";
import { askedText, asksInput, filled, questionKey } from "./question-parts";
import { asText, type SourceRow, Unreadable, withGold } from "./source-row";
import type { TaskTypeDefinition } from "./task-type";

const name = "general_verifier";

const item = z.object({ taskType: z.literal(name), id: questionKey, input: z.string().min(1), output: z.string() });
type Item = z.infer<typeof item>;

/** A question of any kind: a verifying model decides whether the answer means the gold. */
export const generalVerifier = {
  name,
  title: "General verifier",
  metric:
    "The score is the share of answers that a verifying model finds equivalent to the gold. It sees the question, the gold and " +
    "what was read as the final answer.",
  scale: "share",
  chance: { kind: "nothing", words: "guessing finds practically nothing" },
  item,
  imported: item.loose().refine(({ output }) => output.trim() !== "", { path: ["output"], message: "is empty" }),
  record: z.object({ question: askedText, gold: filled }).transform(({ question, gold }) => ({ input: question, output: gold })),
  fromMoco: (row) => {
    const pair = asTextPair(row);
    return withGold(pair.output, pair);
  },
  asks: asksInput,
  prompt: ({ input }) => input,
  gold: ({ output }) => normalizeText(output),
  expected: ({ output }) => output,
  example: ({ output }) => `\\box{${output}}`,
  hasOneAnswer: true,
  read: (_, answer) => readFinalAnswer(answer),
  needs: "verify",
  async score({ input, output }, answer, verify) {
    const { parsed, reason } = readFinalAnswer(answer);
    if (parsed === null) return { parsed, reason, score: 0, certainty: null };
    const [decision = null] = await verify([verifierPrompt(input, output, parsed)]);
    if (decision === null) return { parsed: null, reason: "The verifier gave no decision.", score: 0, certainty: null };
    const words = decision ? "The verifier finds it equivalent." : "The verifier does not find it equivalent.";
    return { parsed, reason: `${reason} ${words}`, score: decision ? 1 : 0, certainty: null };
  },
} satisfies TaskTypeDefinition<Item, "verify">;

/** The verifier compares texts, so options stand in the request and the gold is the right option's text. */
function asTextPair(row: SourceRow): SourceRow {
  if (row.input !== undefined) return { ...row, output: asText(row.output) };
  const { question, answer, choices, ...rest } = choicesFromSource(row);
  const asked = { ...rest, input: question, output: answer };
  if (typeof question !== "string" || typeof choices !== "object" || choices === null) return asked;
  if (choices instanceof Unreadable) return { ...asked, input: choices };
  const options = Object.entries(choices).map(([key, text]: [string, unknown]) => ({ key, text, line: `${key}) ${String(text)}` }));
  const untold = options.find(({ text }) => typeof text !== "string");
  if (untold) return { ...asked, input: new Unreadable(`has an option ${untold.key} that is no text`) };
  const input = [question, ...options.map(({ line }) => line)].join("\n");
  if (typeof answer !== "string") return { ...asked, input };
  return { ...asked, input, output: options.find(({ key }) => key === answer)?.line ?? new Unreadable("is none of the options") };
}

/** What the verifier is asked, in the wording that TIGER-Lab/general-verifier was trained on (arXiv 2505.14652). */
function verifierPrompt(question: string, gold: string, answer: string): string {
  return [
    `User: ### Question: ${question}`,
    `### Ground Truth Answer: ${gold}`,
    `### Student Answer: ${answer}`,
    "For the above question, please verify if the student's answer is equivalent to the ground truth answer.\n" +
      "Do not solve the question by yourself; just check if the student's answer is equivalent to the ground truth answer.\n" +
      'If the student\'s answer is correct, output "Final Decision: Yes". If the student\'s answer is incorrect, output "Final Decision: No". Assistant:',
  ].join("\n\n");
}
