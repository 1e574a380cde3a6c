import { isEndless, readInPart } from "./bounded";
import { type Circumstances, certaintyOf } from "./certainty/certainty-of";
import { stripThinking } from "./strip-thinking";

/** What an answer earns by its text alone. */
export interface TextVerdict {
  /** What was read; null when nothing could be. */
  parsed: string | null;
  reason: string;
  /** 0 to 1. */
  score: number;
  /** How likely the score is the one that a careful person gives, 0.5 to 1. */
  certainty: number;
}

/** A verdict before it is known how certain it is, and what tells that. */
export interface Judged extends Omit<TextVerdict, "certainty"> {
  circumstances: Circumstances;
}

/** The same with its certainty, and with words for what of an endless answer was not read. */
export function verdictOf({ parsed, reason, score, circumstances }: Judged, answer = ""): TextVerdict {
  const whole = isEndless(answer) && isEndless(stripThinking(answer).visible) ? `${reason} ${readInPart}` : reason;
  return { parsed, reason: whole, score, certainty: certaintyOf(circumstances) };
}
