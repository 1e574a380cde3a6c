import { z } from "zod";
import type { MocoEntry } from "./read-log";

const texts = z.array(z.string());
const places = z.array(z.number().int().nonnegative());

/** Fields of an entry that are stored elsewhere. */
const elsewhere = new Set(["input", "output", "score", "candidate_answers", "raw_output", "generated_segments", "segment_model_index"]);

/**
 * What a log says of how an answer came about, in the shape of our traces. Models stand under their Hub IDs, so that their
 * texts are shown to nobody who may not see them.
 */
export function traceOfEntry(entry: MocoEntry, models: readonly string[]) {
  const decision = Object.fromEntries(Object.entries(entry).filter(([key]) => !elsewhere.has(key)));
  return { steps: [...candidates(entry, models), ...segments(entry, models)], decision };
}

function candidates(entry: MocoEntry, models: readonly string[]) {
  const found = texts.safeParse(entry.candidate_answers ?? entry.raw_output);
  return (found.data ?? []).map((text, place) => step("answer", models[place], text));
}

function segments(entry: MocoEntry, models: readonly string[]) {
  const found = texts.safeParse(entry.generated_segments);
  const speakers = places.safeParse(entry.segment_model_index);
  return (found.data ?? []).map((text, place) => step("segment", models[speakers.data?.[place] ?? -1], text));
}

function step(stage: string, model: string | undefined, text: string) {
  return { stage, model: model ?? "", text, generation: "" };
}
