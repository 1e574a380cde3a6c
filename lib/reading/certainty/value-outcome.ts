import { comparableValue } from "../values/comparable-value";
import { exactNumber } from "../values/exact-number";
import type { Outcome } from "./certainty-of";

const plainWords = /^[A-Za-z][A-Za-z'’ .-]*$/;
/** More words are a sentence, in which the gold may be said in other words. */
const fewWords = 4;

/** What a verdict on a value says beside the golds. */
export function valueOutcome({ parsed, score }: { parsed: string | null; score: number }, golds: readonly string[]): Outcome {
  if (parsed === null) return "nothing";
  if (score === 1) return "right";
  if (score > 0) return "partly";
  const shapes = golds.map((gold) => shapeBeside(parsed.trim().replace(/\.$/, ""), gold.trim()));
  return shapes.includes("unlike") ? "unlike" : (shapes[0] ?? "unlike");
}

function shapeBeside(said: string, gold: string): "number" | "words" | "unlike" {
  if (isPlainNumber(said) && isPlainNumber(gold)) return "number";
  if (!plainWords.test(said) || !plainWords.test(gold)) return "unlike";
  const [ours, theirs] = [wordsOf(said), wordsOf(gold)];
  const [shorter, longer] = ours.length < theirs.length ? [ours, theirs] : [theirs, ours];
  const holdsOther = shorter.length < longer.length && shorter.every((word) => longer.includes(word));
  return ours.length > fewWords || holdsOther ? "unlike" : "words";
}

/** A number without a unit and without a comma, which may stand for either of two things. */
function isPlainNumber(text: string): boolean {
  return exactNumber(comparableValue(text)) !== null && !/,|[\p{L}]/u.test(text.replace(/\\[a-z]+/gi, ""));
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/\w+/g) ?? [];
}
