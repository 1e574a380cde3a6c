import type { GenerateRequest, PromptPart, Quote } from "@/lib/operations/contract";
import { stripThinking } from "@/lib/reading/strip-thinking";

/**
 * The prompts of the methods, in the wordings of the paper's Appendix B (arXiv 2606.07812).
 * `question` is always the complete prepared prompt, options and hints included. It is a part of its own, so that it is
 * kept once for all prompts that hold it.
 */

/** Prompt Routing: which of the described models suits the question? */
export function routingPrompt(question: string, descriptions: readonly string[]): PromptPart[] {
  const list = descriptions.map((description, place) => `- ${place + 1}: ${description}`);
  return [
    routing,
    question,
    `\nModel descriptions:\n${list.join("\n")}\nBased on the above descriptions, which model is best suited to answer the user's question? Respond with the model number only.`,
  ];
}

/** How many models a routing prompt lists; 0 for any other prompt. */
export function countListed({ messages }: GenerateRequest): number {
  const [opening, , list] = messages[0]?.content ?? [];
  return opening === routing && typeof list === "string" ? [...list.matchAll(/^- \d+: /gm)].length : 0;
}

/**
 * Trained Router: which of the numbered models answers the question best? In the paper's words, or in the portal's own where
 * nobody is described.
 */
export function trainedRoutingPrompt(question: string, descriptions: readonly (string | null)[]): PromptPart[] {
  const count = descriptions.length;
  if (descriptions.some((description) => description === null)) {
    return [`${numbered}${count} answers this question best?\nQuestion: `, question];
  }
  const list = descriptions.map((description, place) => `${place + 1}: ${description}`);
  return [
    `${choosing}${list.join("\n")}\nquestion: `,
    question,
    `\nBased on the model descriptions, choose the best model (1-${count}) to answer the question.`,
  ];
}

/** Among how many models such a prompt lets a router choose; 0 for any other prompt. */
export function countChoices({ messages }: GenerateRequest): number {
  const [opening, , ending] = messages[0]?.content ?? [];
  if (typeof opening !== "string") return 0;
  if (opening.startsWith(numbered)) return Number(/^\d+/.exec(opening.slice(numbered.length))?.[0] ?? 0);
  return opening.startsWith(choosing) && typeof ending === "string" ? Number(/\(1-(\d+)\)/.exec(ending)?.[1] ?? 0) : 0;
}

/** Switch Generation: which of the numbered models goes on with an answer that several wrote? In the portal's own words. */
export function switchingPrompt(question: string, patches: readonly { number: number; quote: Quote }[], count: number): PromptPart[] {
  return [
    switching,
    question,
    "\nThe answer so far:",
    ...patches.flatMap(({ number, quote }) => [`\n<model ${number}>`, quote, `</model ${number}>`]),
    `\nWhich of the models 1 to ${count} writes the next patch? Respond with the model number only.`,
  ];
}

/** Among how many models such a prompt lets a switcher choose; 0 for any other prompt. */
export function countSwitchChoices({ messages }: GenerateRequest): number {
  const content = messages[0]?.content ?? [];
  const ending = content.at(-1);
  return content[0] === switching && typeof ending === "string" ? Number(/ 1 to (\d+) /.exec(ending)?.[1] ?? 0) : 0;
}

/** A prompt as its reader gets it while nothing has to be cut. */
export function asRead(parts: readonly PromptPart[]): string {
  return parts.map((part) => (typeof part === "string" ? part : stripThinking(part.text).visible)).join("");
}

/** Multi-Agent Refine: one's own answer, improved with those of the others. */
export function refinementPrompt(question: string, own: Quote, others: readonly Quote[]): PromptPart[] {
  return [
    `${team} refine and improve your own answer.\nQuestion: `,
    question,
    "\nYour previous answer: ",
    own,
    "\nOther assistants' answers:",
    ...listed(others),
    "\nPlease provide a refined answer to the question.",
  ];
}

/** Multi-Agent Refine, last step: one answer from all. */
export function summaryPrompt(question: string, answers: readonly Quote[]): PromptPart[] {
  return [
    `${team} write one final, comprehensive answer.\nQuestion: `,
    question,
    "\nAssistants' answers:",
    ...listed(answers),
    "\nPlease provide one final answer to the question.",
  ];
}

/** Heterogeneous Swarms: a member that reads what others passed to it. Its instructions are the portal's own words for the published ones. */
export function graphAnswerPrompt(question: string, responses: readonly Quote[], isEnd: boolean): PromptPart[] {
  return [
    `Answer the question with the help of previous responses of other models. Some of them may be wrong or of no use: you may ignore those.${isEnd ? " Yours is the final answer." : ""}\nPrevious responses:`,
    ...listed(responses),
    "\nQuestion: ",
    question,
  ];
}

/** AggLM: one solution from several attempts, any of which may be wrong. */
export function aggregationPrompt(question: string, attempts: readonly Quote[]): PromptPart[] {
  return [
    "### Problem begin\n",
    question,
    "\n### Problem end\nand these solution attempts:",
    ...attempts.flatMap((attempt) => ["\n", attempt]),
    "\nIt is possible that any, all, or none of these solutions are correct or complete. Carefully review the provided solutions, using them as starting points—correcting mistakes, filling in gaps, and/or combining useful ideas—to produce a final, comprehensive, and correct solution to the problem. Make sure to provide the final answer in the same format as the solutions.",
  ];
}

/** LLM Blender: which of two answers is better? The portal's own words for the published ones. */
export function comparisonPrompt(question: string, first: Quote, second: Quote): PromptPart[] {
  return [
    comparing,
    question,
    "\nAnswer A: ",
    first,
    "\nAnswer B: ",
    second,
    "\nWhich answer is better? Reply with the single letter A or B.",
  ];
}

/** Whether a request is such a comparison. */
export function isComparison({ messages }: GenerateRequest): boolean {
  return messages[0]?.content[0] === comparing;
}

/** LLM Blender: one answer out of the best ones, which stand without names, so that none is believed for who said it. */
export function fusionPrompt(question: string, best: readonly Quote[]): PromptPart[] {
  return [
    "Combine the good parts of these answers, the best of which comes first, into one accurate answer.\nQuestion: ",
    question,
    "\nAnswers:",
    ...listed(best),
    "\nPlease provide one final answer to the question, in the form that it asks for.",
  ];
}

/** Sparta Alignment: how good is an answer? The portal's own words for the published ones. */
export function judgingPrompt(question: string, answer: Quote): PromptPart[] {
  return [
    "Rate an answer to a question from 1, which is useless, to 10, which is perfect.\nQuestion: ",
    question,
    "\nAnswer: ",
    answer,
    '\nReply with a JSON object that holds the score and nothing else, of this form: {"score": number from 1 to 10}',
  ];
}

function listed(answers: readonly Quote[]): PromptPart[] {
  return answers.flatMap((answer) => ["\n- ", answer]);
}

const routing =
  "You are an AI assistant that routes user questions to the most suitable AI model based on their descriptions.\nUser question: ";

const choosing =
  "You are an AI assistant tasked with choosing the best model to answer the user's question based on the model descriptions.\nModel descriptions:\n";

const switching = "Several models write one answer together, patch by patch.\nQuestion: ";

const numbered = "Which of the models 1 to ";

const team =
  "You are part of a team of AI assistants collaborating to answer the user's question. Each assistant provides their own answer: use their answers to";
const comparing = "Compare two answers to a question.\nQuestion: ";
