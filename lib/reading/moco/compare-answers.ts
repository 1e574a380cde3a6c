import { boundary, lower, split } from "./python-text";

const punctuation = /[!"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~]/g;
const articles = new RegExp(`${boundary}(?:a|an|the)${boundary}`, "gu");

/** MoCo 1.0.0's form of an answer: without punctuation, signs, decimal points and articles, which may leave nothing. */
function normalize(text: string): string {
  return split(lower(text).replace(punctuation, "").replace(articles, " ")).join(" ");
}

/** 1 when both have the same form, two empty ones too; else 0. */
export function exactScore(answer: string, gold: string): number {
  return normalize(answer) === normalize(gold) ? 1 : 0;
}

/** F1 of the words of both forms; 1 when both are empty. */
export function f1Score(answer: string, gold: string): number {
  const ours = split(normalize(answer));
  const theirs = split(normalize(gold));
  if (ours.length === 0 || theirs.length === 0) return ours.length === theirs.length ? 1 : 0;
  const left = Map.groupBy(theirs, (word) => word);
  const shared = [...Map.groupBy(ours, (word) => word)].reduce(
    (sum, [word, list]) => sum + Math.min(list.length, left.get(word)?.length ?? 0),
    0,
  );
  if (shared === 0) return 0;
  const precision = shared / ours.length;
  const recall = shared / theirs.length;
  return (2 * precision * recall) / (precision + recall);
}
