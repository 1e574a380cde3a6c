/**
 * The prompts of the methods, in the wordings of the paper's Appendix B (arXiv 2606.07812).
 * `question` is always the complete prepared prompt, options and hints included.
 */

/** Prompt Routing: which of the described models suits the question? */
export function routingPrompt(question: string, descriptions: readonly string[]): string {
  return [
    "You are an AI assistant that routes user questions to the most suitable AI model based on their descriptions.",
    `User question: ${question}`,
    "Model descriptions:",
    ...descriptions.map((description, place) => `- ${place + 1}: ${description}`),
    "Based on the above descriptions, which model is best suited to answer the user's question? Respond with the model number only.",
  ].join("\n");
}

/** Multi-Agent Refine: one's own answer, improved with those of the others. */
export function refinementPrompt(question: string, own: string, others: readonly string[]): string {
  return [
    `${team} refine and improve your own answer.`,
    `Question: ${question}`,
    `Your previous answer: ${own}`,
    "Other assistants' answers:",
    ...others.map((answer) => `- ${answer}`),
    "Please provide a refined answer to the question.",
  ].join("\n");
}

/** Multi-Agent Refine, last step: one answer from all. */
export function summaryPrompt(question: string, answers: readonly string[]): string {
  return [
    `${team} write one final, comprehensive answer.`,
    `Question: ${question}`,
    "Assistants' answers:",
    ...answers.map((answer) => `- ${answer}`),
    "Please provide one final answer to the question.",
  ].join("\n");
}

const team =
  "You are part of a team of AI assistants collaborating to answer the user's question. Each assistant provides their own answer: use their answers to";
