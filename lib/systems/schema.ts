import { z } from "zod";

/** Shapes of systems. Browser-safe. */

/** Something that had a part in the making of a system, so that a score from the same source can be flagged. */
export const source = z.object({
  kind: z.enum(["reward_model", "verifier", "embedding", "judge", "helper", "base_family"]),
  /** The model's ID on the Hub or its label, or the family. */
  name: z.string(),
  /** The parameter that names it, what it did, or the members that belong to the family. */
  via: z.string(),
});
export type Source = z.infer<typeof source>;

/** Words for the kinds of sources. */
export const sourceTitles: Record<Source["kind"], string> = {
  reward_model: "Reward model",
  verifier: "Verifier",
  embedding: "Embedding model",
  judge: "Judge",
  helper: "Helping model",
  base_family: "Base family",
};

/** What a parameter says of itself. */
interface ParameterFacts {
  description?: string | undefined;
  unit?: string | undefined;
  /** Where its default comes from. */
  source?: string | undefined;
}

/** One parameter of a method as a form asks for it. Nested names are joined by dots, for example "decoding.temperature". */
export type ParameterField = ParameterFacts & { name: string; default: string } & (
    | { kind: "number"; integer: boolean; minimum?: number; above?: number; maximum?: number }
    | { kind: "choice"; options: { value: string; label: string }[] }
    | { kind: "text" }
  );
