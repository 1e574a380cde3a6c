import { bounded } from "./bounded";
import { ownTurns } from "./own-turns";
import { stripThinking } from "./strip-thinking";

/** What of an answer is read: without thoughts, bounded, without the marks of templates. Empty where it says nothing. */
export function spokenText(answer: string): string {
  return ownTurns(bounded(stripThinking(answer).visible));
}
