/** Where a model that runs on begins to speak for others: marks of turns, or the next question of a made-up list. */
const turn =
  /<\|(?:im_end|im_start|eot_id|end|endoftext|end_of_text|start_header_id|eom_id|user|assistant)\|>|<\/?s>|<(?:end_of_turn|start_of_turn)>|\[\/?INST\]|<<\/?SYS>>|\n\s*(?:#{1,4}\s*)?(?:\*\*)?(?:(?:next\s+)?(?:question|problem|exercise|q)(?:\s*\d+)?\s*[:.)]|(?:user|human|student|customer|input|instruction|prompt)\s*:|###\s*(?:instruction|input|question|user|human))/i;

/**
 * What a model says before it goes on to questions that nobody asked, or null where it does not. Who repeats the question
 * first has said nothing before it.
 */
export function firstTurn(text: string): string | null {
  const next = turn.exec(text);
  const before = next ? text.slice(0, next.index).trim() : "";
  return before === "" ? null : before;
}
