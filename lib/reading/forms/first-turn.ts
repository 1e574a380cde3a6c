import { turnEnd } from "../own-turns";

/** Where a model that runs on begins to speak for others: its next turn, or the next question of a made-up list. */
const turn = new RegExp(
  `${turnEnd}|\\n[ \\t]*(?:#{1,4}\\s*)?(?:\\*\\*)?(?:(?:next\\s+)?(?:question|problem|exercise|q)(?:\\s*\\d+)?\\s*[:.)]|(?:user|human|student|customer|input|instruction|prompt)\\s*:|###\\s*(?:instruction|input|question|user|human))`,
  "i",
);

/**
 * What a model says before it goes on to questions that nobody asked, or null where it does not. Who repeats the question
 * first has said nothing before it.
 */
export function firstTurn(text: string): string | null {
  const next = turn.exec(text);
  const before = next ? text.slice(0, next.index).trim() : "";
  return before === "" ? null : before;
}

/** All turns of a model as one text. */
export function allTurns(text: string): string {
  return text.replaceAll(turnEnd, "\n");
}
