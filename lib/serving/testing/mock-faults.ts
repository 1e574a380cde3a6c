import { z } from "zod";
import { shareOf } from "./mock-text";

/** What a broken, overloaded or lying model server does to a request. */
const faults = [
  /** Takes the request and never answers. */
  "hang",
  /** Closes the connection instead of answering. */
  "reset",
  /** Closes the connection in the middle of the answer. */
  "cut",
  /** Half of the JSON as a complete HTTP answer. */
  "truncate",
  /** HTTP 200 with something that is no OpenAI answer. */
  "nonsense",
  /** A good answer of another process than the one that listed the models. */
  "other-nonce",
  /** A good answer of another model, which says so. */
  "other-model",
  /** An HTTP error, see `status`. */
  "status",
] as const;

const faultRule = z.strictObject({
  fault: z.enum(faults),
  /** Which share of the requests it hits; always the same ones. */
  share: z.number().min(0).max(1).default(1),
  /** How many times it hits each of them before they are answered. */
  tries: z.number().int().positive().default(1),
  /** Only requests to this model. */
  model: z.string().optional(),
  status: z.number().int().default(503),
  /** Milliseconds by which it comes later than an answer. */
  delay: z.number().min(0).default(0),
  /** Seconds, for the header Retry-After. */
  retryAfter: z.number().optional(),
});
export const faultRules = z.array(faultRule);
export type FaultRule = z.output<typeof faultRule>;
export type FaultRules = z.input<typeof faultRules>;

/** The first rule that hits this try of a request (counted from 0). Rules divide the requests among themselves. */
export function findFault(rules: readonly FaultRule[], request: { model: string; digest: string; earlier: number }): FaultRule | undefined {
  const place = rules.length > 0 ? shareOf(request.digest, "fault") : 0;
  let from = 0;
  for (const rule of rules) {
    if (rule.model !== undefined && rule.model !== request.model) continue;
    if (place >= from && place < from + rule.share) return request.earlier < rule.tries ? rule : undefined;
    from += rule.share;
  }
  return undefined;
}
