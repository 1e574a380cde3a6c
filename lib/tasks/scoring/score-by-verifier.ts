import { readFinalAnswer } from "@/lib/reading/read-final-answer";
import type { Verdict } from "../schema";

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

/**
 * Lets a verifying model compare an answer with the gold: 1 or 0. What has no answer, or no readable decision of the
 * verifier, scores 0 and is unreadable.
 */
export async function scoreByVerifier(
  content: { input: string; output: string },
  answer: string,
  verify: (prompts: readonly string[]) => Promise<(boolean | null)[]>,
): Promise<Verdict> {
  const reading = readFinalAnswer(answer);
  if (reading.parsed === null) return { parsed: null, reason: reading.reason, score: 0, certainty: null };
  const [decision = null] = await verify([verifierPrompt(content.input, content.output, reading.parsed)]);
  if (decision === null) return { parsed: null, reason: "The verifier gave no decision.", score: 0, certainty: null };
  const words = decision ? "The verifier finds it equivalent." : "The verifier does not find it equivalent.";
  return { parsed: reading.parsed, reason: `${reading.reason} ${words}`, score: decision ? 1 : 0, certainty: null };
}
