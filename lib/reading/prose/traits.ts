import type { Scene } from "./scene";
import { goldKey } from "./value-scene";

/** Passages of an answer that is more than a few sentences. */
const many = 4;

/**
 * What of an answer tells how easily it is misjudged: other new values beside what it says, what the rules read, the kind of
 * question.
 * @param said key of what it says; null where it commits to nothing
 */
export function traitsOf({ mentions, given, ruled, asked, passages }: Scene, said: string | null): string[] {
  const own = mentions.filter(({ key }) => key === said);
  const first = own[0];
  const rivals = mentions.filter(({ key }) => key !== said && !given.has(key));
  const [isRight, isOther] = [ruled?.has(goldKey) === true, ruled !== null && !ruled.has(goldKey)];
  return [
    rivals.length > 0 && "rival",
    new Set(rivals.map(({ key }) => key)).size === 1 && "one-rival",
    first !== undefined && rivals.some(({ start }) => start < first.start) && "rival-before",
    isRight && "rules-read-gold",
    isOther && "rules-read-other",
    asked.kind === "verdict" && "asks-verdict",
    passages.length >= many && "many-sentences",
  ].filter((name) => name !== false);
}
