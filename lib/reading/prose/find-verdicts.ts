import { contentStems } from "../forms/shared-words";
import type { Asked } from "./asked";
import type { Passage } from "./passages";
import type { Mention } from "./scene";

const spoken =
  /\b(not\s+|n't\s+)?(yes|no|true|false|valid|invalid|nope|yep|yeah|correct|incorrect)\b(?=(\s*(?:[,.;:!)"-]|$|\n)|\s+(?:it|they|he|she|you|we|there|this|that|because|since|as)\b)|)/gi;
const affirming = /^(?:yes|true|valid|yep|yeah|correct)$/i;
const denial =
  /\b(?:not|never|neither|nor|cannot|no longer|impossible|fails? to|lacks?|without|hardly|no)\b|n't\b|\b(?:un|im)(?:true|sound|possible)\b/gi;

/** Key of yes and no and of what means the same; null for other values. */
export function verdictKey(value: string): string | null {
  const plain = value.trim().toLowerCase().replace(/[.!]$/, "");
  if (/^(?:yes|true|valid|correct)$/.test(plain)) return "v:yes";
  return /^(?:no|false|invalid|incorrect)$/.test(plain) ? "v:no" : null;
}

/** Where an answer says yes or no: in these words, or by restating what is asked with or without a denial. */
export function findVerdicts(text: string, passages: readonly Passage[], asked: Asked): Mention[] {
  const said = [...text.matchAll(spoken)].flatMap((match) => {
    const [whole, denied, word = "", closing] = match;
    if (/^(?:no|correct)$/i.test(word) && closing === undefined) return [];
    const isYes = affirming.test(word) !== (denied !== undefined);
    const at = match.index + whole.length - word.length;
    return [{ start: at, end: at + word.length, text: word, key: isYes ? "v:yes" : "v:no", kind: "verdict" as const }];
  });
  const restated = passages.flatMap((passage) => restatement(passage, asked));
  return [...said, ...restated].toSorted((one, other) => one.start - other.start);
}

function restatement(passage: Passage, asked: Asked): Mention[] {
  if (passage.isQuestion || asked.stems.size === 0) return [];
  const stems = contentStems(passage.text);
  const shared = [...asked.stems].filter((stem) => stems.has(stem)).length / asked.stems.size;
  if (shared < 0.3) return [];
  const denials = passage.text.match(denial)?.length ?? 0;
  const askedDenials = asked.text.match(denial)?.length ?? 0;
  const isYes = (denials + askedDenials) % 2 === 0;
  return [{ start: passage.at, end: passage.end, text: passage.text.slice(0, 80), key: isYes ? "v:yes" : "v:no", kind: "formula" }];
}
