import { withoutEnd } from "../without-end";
import { asksForNumber } from "./asks-for";
import { conclusionOf, longestValue, mostAsked } from "./claim";
import { sharedWords } from "./shared-words";

/** What a sentence says of its subject in words: "The capital is Astana." says Astana. Null for whole clauses. */
export function sentencePredicate(sentence: string, question: string): string | null {
  // "There are many things to say" says nothing of a subject.
  if (/^there\b/i.test(sentence) && !/\d/.test(sentence)) return null;
  const claim = mostAsked(conclusionOf(sentence), question).replace(/\*\*|__|`/g, "");
  const behind =
    /^.{2,}?\b(?:is|are|was|were)(?: (?:therefore|thus|now|then|most likely|probably|likely|actually|simply|called|named|known as|still))*\s+(\S.*)$/i.exec(
      claim,
    )?.[1];
  const acted = /\b(?:by|named|called)\s+((?:\p{Lu}[\p{L}.'’-]*|of|de|van|von|da)(?:\s+(?:\p{Lu}[\p{L}.'’-]*|of|de|van|von|da))*)/u.exec(
    behind ?? claim,
  )?.[1];
  if (acted !== undefined && /\b(?:who|whom|author|composer|writer|director|painter|singer|inventor)\b/i.test(question)) return acted;
  const said = /^[a-z]+(?:ed|en|t)?\s+(?:\w+\s+)?(?:by|as)\b/.test(behind ?? "") ? acted : (behind ?? acted);
  const value = (said === undefined ? undefined : withoutEnd(said, ".!"))
    ?.replace(
      /^(?:(?:located|situated|found|based|born|set|held|spoken)\s+)?(?:in|by|at|from|as|on|near)\s+(?:the (?:city|town|village|country|state) of\s+)?(?=\p{Lu})/u,
      "",
    )
    .replace(/,\s+(?:in what|now|formerly|today)\b.*$/, "")
    .replace(/^(["'“‘])(.*)["'”’]$/, "$2")
    .trim();
  const classed =
    /\b(?:classif\w+|label\w*|describ\w+|categori[sz]\w+|regard\w*)\s+(?:it |this |that |the \w+ )?as\s+(?:an? )?["'“‘*]*([\w-]+)["'”’*]*[.!]*$/i.exec(
      sentence,
    )?.[1];
  if (classed !== undefined) return classed;
  const ends = /\b(?:is|are|was|were)\s+(?:therefore|thus|hence|so)\s+["'“‘]?([\w-]+(?:\s[\w-]+)?)["'”’]?[.!]*$/i.exec(sentence)?.[1];
  if (ends !== undefined && !/\d/.test(ends)) return ends;
  const subject = /^(?:and |but |the )?(.{2,40}?)\s+(?:is|are|was|were)\b/i.exec(claim)?.[1];
  const isGiven = behind !== undefined && sharedWords(question, behind) >= 0.99;
  if (isGiven && subject !== undefined && sharedWords(question, subject) < 0.99) return subject;
  if (value === undefined && !asksForNumber(question)) return freshSpan(claim, question);
  if (value === undefined || value === "" || value.length > longestValue || value.split(/\s+/).length > 8) return null;
  const fresh =
    !/^\p{Lu}/u.test(value) && value.split(/\s+/).some((word) => sharedWords(question, word) > 0) ? freshSpan(value, question) : null;
  if (fresh !== null && !/\d/.test(value)) return fresh;
  return /^(?:not|never|no longer|unclear|unknown|correct|right|wrong|that|it|what|how|why)\b/i.test(value) ||
    (asksForNumber(question) && !/\d/.test(value))
    ? null
    : value;
}

/** The only words of a sentence that the question has not: "Kenji Mori plays baseball." */
function freshSpan(claim: string, question: string): string | null {
  const known = (word: string) =>
    sharedWords(question, word) > 0 ||
    /^(?:the|an?|of|in|on|at|by|to|it|its|was|were|is|are|he|she|his|her|they|and|as|for|with|from|would|could|should|can|will|be|been|that|this|not|i|we|you|works?|located|lies|found|situated|born|has|have|had|classify|choose|call|say)$/i.test(
      word,
    ) ||
    question.toLowerCase().includes(word.toLowerCase());
  const words = withoutEnd(claim, ".!").split(/\s+/);
  const fresh = words.map((word) => !known(word.replace(/[^\p{L}\p{N}'’-]/gu, "")));
  const first = fresh.indexOf(true);
  const last = fresh.lastIndexOf(true);
  const span = words.slice(first, last + 1);
  if (first === -1 || span.length > 5 || fresh.slice(first, last + 1).includes(false)) return null;
  const named = span.length > 1 ? span.filter((word) => /^["'“]?\p{Lu}/u.test(word)) : span;
  return withoutEnd((named.length > 0 ? named : span).join(" ").replace(/^["'“‘]/, ""), "\"'”’,;");
}
