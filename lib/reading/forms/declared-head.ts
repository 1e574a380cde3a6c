import { token } from "../values/number-tokens";

/** What a sentence goes on with behind the value that it declares. */
const tail = new RegExp(
  [
    "[;；，。]",
    "\\s?—",
    "\\s--\\s",
    "\\s[–-]\\s(?=[\\p{L}(]{2})",
    "\\s(?:->|=>|→|⇒|\\|)",
    "(?<=\\p{Lu}[\\p{L}.'’-]*),\\s(?:the|an?|its|one of)\\s\\p{Ll}",
    ",?\\s(?:because|since|whereas|although|though|which|considering|assuming|provided|given that|rather than|instead of|so that|i\\.e\\b|e\\.g\\b|that is\\b|namely)",
    ",\\s(?:as|but|not|so|who|where|when|while|with|in total|in all|compared|thus|therefore|hence|and not|for|if|after|before|then|from|by|using|given|being|having|meaning|leaving|making|plus|minus)\\b",
    ",?\\sand\\s(?:the|it|they|he|she|we|then|so|this|that|there|not|its|his|her|their|also)\\b",
    ",\\s\\p{Ll}+(?:ed|ing|t)\\s(?:in|on|by|as|at|to|from|of|with|near|between|for)\\b",
    "\\s(?:as|when|if|after|before|while)\\s(?:the|it|they|he|she|we|there|this|that|you|i|\\d)",
    "\\s(?:and|but) not\\s",
  ].join("|"),
  "iu",
);
/** A number with its sign and its unit, and the signs that may stand around it. */
const leadingNumber = new RegExp(`^[\\s$€£¥*_(\\\\[]{0,4}(?:${token.source})`, "iu");
/** A remark in brackets behind a number. */
const remark = /\s[([](?!mod\b)/;
/** A calculation, whose result comes behind it. */
const undone = /^[^=]*\d\s?[-−+*/×^·]\s?[\d(]/;
/** What stands behind a number and is no part of it: a colon with a space, an equation that says where it comes from, more words behind a comma. */
const behindNumber = /:\s|\s?=\s?|\s\/\s|,\s(?!(?:and\s|or\s)?[-−+$€£]?\d)|\.\s/;
/** A list of values and nothing else. */
const listOfNumbers = /^[^\p{L}]*(?:\b(?:and|or|und|et|y)\b[^\p{L}]*)*$/u;
/** What stands before a value and says nothing of it. */
const adverb = /^(?:therefore|thus|hence|exactly|precisely|simply|just|clearly|indeed|only|then|now|obviously)[,:]?\s+/i;
const behindName = /:\s(?=\p{Ll}|\p{Lu}\p{L}* (?:is|was|are|were|has|had)\b)/u;
/** Words that only name what comes behind a colon. */
const label = /^(?:the |final |correct |my )*(?:answer|value|result|total|sum|label|output|option|choice|solution|name|year|number)\b/i;

/**
 * The part of a sentence that is declared: what stands right behind "the answer is", up to where the sentence goes on to
 * something else. "45; the tank has 15 now" declares "45".
 */
export function declaredHead(said: string): string {
  const head = upTo(said.replace(adverb, ""), tail);
  if (!leadingNumber.test(head)) return label.test(head) ? head : upTo(head, behindName);
  const bare = upTo(head, remark);
  if (/,\s[-−+$€£]?\d/.test(bare) && !listOfNumbers.test(bare)) return upTo(bare, /,\s/);
  return undone.test(bare) ? bare : upTo(bare, behindNumber);
}

function upTo(text: string, end: RegExp): string {
  const place = text.search(end);
  return place > 0 ? text.slice(0, place).trimEnd() : text;
}
