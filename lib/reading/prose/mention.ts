import type { Kind } from "./asked";

/** A place in an answer where a value stands. */
export interface Mention {
  /** Offsets in the plain text. */
  start: number;
  end: number;
  text: string;
  /** Equal for mentions of one value. */
  key: string;
  kind: Kind;
}
