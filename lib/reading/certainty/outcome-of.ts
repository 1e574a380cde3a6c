import type { QuestionContent } from "@/lib/tasks/types/registry";
import { goldsOf } from "../golds";
import { comparableValue } from "../values/comparable-value";
import { exactNumber } from "../values/exact-number";

/**
 * What a verdict says, as far as that tells how easily it is wrong: a value that means the gold is seldom credited by mistake,
 * while one that does not look like it may be the gold in another spelling.
 * - `right`, `partly`: credited, or for a part
 * - `nothing`: nothing was read
 * - `number`, `words`: another plain number, or a few other words
 * - `unlike`: something else that looks unlike the gold, or is a part of it
 * - `option`, `refuse`, `comply`: another option; what was read of a request's answer
 */
export type Outcome = "right" | "partly" | "nothing" | "number" | "words" | "unlike" | "option" | "refuse" | "comply";

const plainWords = /^[A-Za-z][A-Za-z'’ .-]*$/;
/** More words are a sentence, in which the gold may be said in other words. */
const fewWords = 4;

/** The outcome of a verdict by text. */
export function outcomeOf(content: QuestionContent, { parsed, score }: { parsed: string | null; score: number }): Outcome {
  if (parsed === null) return "nothing";
  if (content.taskType === "noncompliance") return parsed === "refuse" ? "refuse" : "comply";
  if (score === 1) return "right";
  if (score > 0) return "partly";
  if (content.taskType !== "exact_match" && content.taskType !== "f1_match") return "option";
  const shapes = goldsOf(content.output).map((gold) => shapeBeside(parsed.trim().replace(/\.$/, ""), gold.trim()));
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
