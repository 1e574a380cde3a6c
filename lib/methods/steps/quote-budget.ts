import { z } from "zod";

/** How much of others' answers one prompt may quote; a parameter of every method whose members read each other. */
export const quoteBudget = z.int().min(200).max(1_000_000).default(64_000).meta({
  description: "What all quoted answers of one prompt may have together, where the model could read more.",
  unit: "characters",
  source: "this portal",
});
