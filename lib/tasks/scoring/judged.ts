import type { Circumstances } from "@/lib/reading/certainty/certainty-signs";

/** A verdict before it is known how certain it is, and what tells that. */
export interface Judged extends Circumstances {
  reason: string;
}
