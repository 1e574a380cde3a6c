import { z } from "zod";
import type { Sampling } from "@/lib/operations/contract";

/** Where the defaults of the paper's own parameters stand. */
export const appendixB = "the paper's Appendix B";

/**
 * How members' answers are drawn; a parameter of every method, so that it is part of each system.
 * Defaults are those of the paper's Appendix B: sampling at temperature 0.7 and top-p 0.9, 512 new tokens.
 */
export const decoding = z.strictObject({
  temperature: z.number().min(0).max(2).default(0.7).meta({ description: "How freely words are drawn; 0 is greedy.", source: appendixB }),
  topP: z.number().gt(0).max(1).default(0.9).meta({ description: "Share of the likeliest words that are drawn from.", source: appendixB }),
  topK: z
    .int()
    .min(0)
    .default(0)
    .meta({ description: "How many of the likeliest words are drawn from; 0 means all.", unit: "words", source: "no limit in the paper" }),
  maxTokens: z.int().min(1).max(32_768).default(512).meta({ description: "Longest answer.", unit: "tokens", source: appendixB }),
  stop: z.array(z.string().min(1)).max(4).default([]).meta({ description: "Texts at which an answer ends.", source: "none in the paper" }),
});
export type Decoding = z.infer<typeof decoding>;

/** The sampling that these settings mean. Greedy decoding knows no top-p and top-k, so they cannot make it another request. */
export function samplingOf(settings: Decoding, maxTokens = settings.maxTokens): Sampling {
  const unlimited = settings.temperature === 0 ? { topP: 1, topK: 0 } : {};
  return { ...settings, ...unlimited, maxTokens };
}
