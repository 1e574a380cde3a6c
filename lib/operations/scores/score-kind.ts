import type { ServerRequest } from "@/lib/serving/endpoint/server-request";

/** The kinds of scorers, named as in SCORERS and as the operation that asks them. */
export type ScorerName = "reward" | "verify" | "embed";

/** One kind of scorer: how it is asked, and by what it is recognised. */
export interface ScoreKind<Item> {
  /** Stands in the keys of its scores. */
  kind: ScorerName;
  /** @throws MalformedReply by its sending, where no number comes */
  request(item: Item): ServerRequest<number[]>;
  /** What it is asked again and again, to tell whether it is still the one that answered first under its name. */
  canaries: readonly Item[];
}
