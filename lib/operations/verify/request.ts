import { z } from "zod";
import { readDecision } from "@/lib/reading/read-decision";
import type { ServerRequest } from "@/lib/serving/endpoint/server-request";
import { scoreRequest } from "../scores/score-request";

/** Tokens that a verifier may use for its decision. */
const TOKENS = 1_024;

const completions = z.object({ choices: z.array(z.object({ text: z.string() })).min(1) });

/**
 * What a verifier decides when it completes a prompt: 1, 0, or nothing. Of what it says only the decision is kept: its words may
 * repeat an answer, which has to go when consent does.
 */
export function verifyRequest(prompt: string): ServerRequest<number[]> {
  return scoreRequest({
    path: "/v1/completions",
    body: { prompt, temperature: 0, max_tokens: TOKENS, n: 1 },
    shape: completions,
    read: ({ choices: [choice] }) => {
      const decision = readDecision(choice?.text ?? "");
      return decision === null ? [] : [Number(decision)];
    },
  });
}
