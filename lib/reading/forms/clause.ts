/** How far around the declaring words a clause is looked at; longer ones do not occur, and endless answers must not take endless time. Characters. */
const reach = 400;
const clauseEnd = /[.,;:!?\n]|\b(?:but|so|therefore|thus|hence|and|because|however|then)\b/gi;
const denial = /\b(?:not|never|neither|nor|cannot|cant|dont|doesnt|isnt|wrong|incorrect|false)\b|n['’]t\b/i;
const supposition = /\b(?:if|whether|unless|suppose|assuming|could|might)\b/i;

/**
 * Whether words really declare something, judged by the clause they stand in: "I do not think the answer is A",
 * "if the answer is A" and "the answer is A?" declare nothing.
 * @param text the whole answer
 * @param start offset where the declaring words begin
 * @param end offset behind them
 */
export function isDeclared(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - reach), start);
  const lastBreak = [...before.matchAll(clauseEnd)].at(-1);
  const clause = lastBreak ? before.slice(lastBreak.index + lastBreak[0].length) : before;
  if (denial.test(clause) || supposition.test(clause)) return false;
  const restOfSentence = /^[^.!?\n]*([.!?\n]|$)/.exec(text.slice(end, end + reach));
  return restOfSentence?.[1] !== "?";
}

/** Whether a stretch of text takes something back: "is wrong", "cannot be". */
export function denies(text: string): boolean {
  return denial.test(text);
}
