import type { GenerateRequest, Generation, Quote, Sampling } from "@/lib/operations/contract";
import type { PreparedQuestion } from "@/lib/tasks/schema";
import type { TraceStep } from "../method";
import { promptRequest, quoteOf, step, wasCut } from "../steps/ask";

/** How answers are written in patches. */
export interface Patching {
  /** Of one patch: its limit of tokens is the patch's. */
  sampling: Sampling;
  /** Patches of an answer, at most. */
  patches: number;
}

/** An answer that is being written, one patch after the other. */
export interface Draft {
  question: PreparedQuestion;
  /** What was written so far, the patches with nothing between them. */
  text: string;
  patches: { member: string; quote: Quote; text: string }[];
  steps: TraceStep[];
  /** A model ended it; whatever it would be continued with is no part of it. */
  ended: boolean;
}

export function begun(question: PreparedQuestion): Draft {
  return { question, text: "", patches: [], steps: [], ended: false };
}

/** The plain question to a member that goes on with what others wrote. @param sample which draw this is */
export function patchRequest({ question, text }: Draft, member: string, { sampling }: Patching, sample: number): GenerateRequest {
  const request = { ...promptRequest(member, question.prompt, sampling), sample };
  return text === "" ? request : { ...request, assistantPrefix: text };
}

/** A draft with one more patch. It has ended when the model ended it, or where a stop text begins. */
export function withPatch<Some extends Draft>(
  draft: Some,
  member: string,
  generation: Generation,
  stage: string,
  patching: Patching,
): Some {
  const joined = draft.text + generation.text;
  // Half of a stop text may stand in one patch and half in the next.
  const stops = patching.sampling.stop.map((stop) => joined.indexOf(stop)).filter((place) => place >= 0);
  const text = joined.slice(0, Math.min(joined.length, ...stops));
  return {
    ...draft,
    text,
    patches: [...draft.patches, { member, quote: quoteOf(generation), text: text.slice(Math.min(draft.text.length, text.length)) }],
    steps: [...draft.steps, step(stage, member, generation)],
    ended: isLast(generation, patching) || stops.length > 0,
  };
}

/**
 * Whether a model ended the answer with this patch, for any reason but the patch's limit. Where a server does not say why a text ended,
 * it is by the tokens that it counted, or by whether there was anything more to say.
 */
function isLast(generation: Generation, { sampling }: Patching): boolean {
  const { finishReason, completionTokens, text } = generation;
  if (finishReason !== "unknown") return !wasCut(generation);
  return completionTokens === null ? text.trim() === "" : completionTokens < sampling.maxTokens;
}
