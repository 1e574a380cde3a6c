import { z } from "zod";
import type { Sampling } from "@/lib/operations/contract";

/**
 * How members' answers are drawn; a parameter of every method, so that it is part of each system.
 * Defaults are those of the paper's Appendix B: sampling at temperature 0.7 and top-p 0.9, 512 new tokens.
 */
export const decoding = z.strictObject({
  /** 0 is greedy. */
  temperature: z.number().min(0).max(2).default(0.7),
  topP: z.number().gt(0).max(1).default(0.9),
  /** 0 means no limit. */
  topK: z.int().min(0).default(0),
  /** Tokens. */
  maxTokens: z.int().min(1).max(32_768).default(512),
  stop: z.array(z.string().min(1)).max(4).default([]),
});
export type Decoding = z.infer<typeof decoding>;

/** The sampling that these settings mean. Greedy decoding knows no top-p and top-k, so they cannot make it another request. */
export function samplingOf(settings: Decoding, maxTokens = settings.maxTokens): Sampling {
  const unlimited = settings.temperature === 0 ? { topP: 1, topK: 0 } : {};
  return { ...settings, ...unlimited, maxTokens };
}
