import { stripThinking } from "./strip-thinking";

/** What a parser made of an answer: a value with its comparable form, or the reason why there is none. */
export type Reading =
  | {
      /** As the answer wrote it. */
      parsed: string;
      /** Equal for answers that mean the same. */
      comparable: string;
      reason: string;
    }
  | { parsed: null; comparable: null; reason: string };

/** The whole answer without its thoughts. */
export function readWhole(answer: string): Reading {
  const text = stripThinking(answer).visible;
  if (text === "") return unreadable(whyNothing(answer));
  return { parsed: text, comparable: text.replace(/\s+/g, " "), reason: "The whole answer counts." };
}

/** A reading of nothing, with the reason. */
export function unreadable(reason: string): Reading {
  return { parsed: null, comparable: null, reason };
}

/** Why nothing remains of an answer once its thoughts are dropped. */
export function whyNothing(answer: string): string {
  return answer.trim() === "" ? "The answer is empty." : "The answer holds nothing but thoughts.";
}
