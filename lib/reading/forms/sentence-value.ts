import { meansTheSame } from "../values/comparable-value";
import { tidy, token } from "../values/number-tokens";
import { withoutEnd } from "../without-end";
import { asksForWords } from "./asks-for";
import { behindVerb, conclusionOf, longestValue, mostAsked } from "./claim";
import { countedValue } from "./counted-value";

const verdict = /\b(not\s+)?(?:\w+ly\s+)?["'“]?(yes|no|maybe|true|false|valid|invalid)\b["'”]?(?=\s*(?:[.!)]|$|,|;))/gi;
const opposite: Record<string, string> = { valid: "invalid", invalid: "valid", true: "false", false: "true" };

/**
 * The value that a sentence says, or null where it says none or more than one. "So the jacket costs 80 - 12 = 68 dollars,
 * not 80." says 68.
 * @param question its text: what it asks for, and the numbers that are given rather than found
 */
export function sentenceValue(sentence: string, question: string): string | null {
  const whole = conclusionOf(sentence);
  const solutions = /(?<![\w\\])([a-z])\s*=\s*[^=,;.]{1,20}?(?:,?\s+(?:or|and)\s+|,\s*)\1\s*=\s*[-−+\w/.\\{}√]{1,20}/i.exec(whole)?.[0];
  if (solutions !== undefined) return solutions;
  const claim = mostAsked(whole, question);
  return (
    emphasised(sentence) ??
    openedVerdict(sentence) ??
    verdictOf(claim, question) ??
    formula(claim) ??
    point(claim) ??
    expression(claim) ??
    equated(claim) ??
    (asksForWords(question) ? null : countedValue(claim, question))
  );
}

/** "So yes, you are back." */
function openedVerdict(sentence: string): string | null {
  return /^(?:(?:so|thus|therefore|hence|then|and|but),?\s+)?(yes|no)\b(?=\s*[,.:;!–—])/i.exec(sentence)?.[1] ?? null;
}

/** A point or an interval that ends a claim: "the vertex is (1, 4)". */
function point(claim: string): string | null {
  return /[([]\s?[-−\d./√π∞\w\\]{1,20}\s?(?:,\s?[-−\d./√π∞\w\\]{1,20}\s?){1,3}[)\]](?=[.\s]*$)/.exec(claim)?.[0] ?? null;
}

/** An expression with a letter or brackets that a claim says: "the factored form is 2(x - 3)". */
function expression(claim: string): string | null {
  const side = withoutEnd(behindVerb(claim), ". \t\n");
  const isExpression =
    side !== claim &&
    /[a-z(√]/i.test(side) &&
    /\d/.test(side) &&
    /^[-−+(]?\s?[\da-z√π(][\da-z²³⁴^+\-−*/·×().√π\s]*$/i.test(side) &&
    !/[a-z]{2}/i.test(side);
  return isExpression && side.length <= longestValue && !/^\d+\s[a-z]$/i.test(side) ? side : null;
}

/** The last formula of a claim, where it is what is said: "which simplifies to $x^2 - 1$". */
function formula(claim: string): string | null {
  const last = [...claim.matchAll(/(?:\$\$?|\\\(|\\\[)([^$]{1,200}?)(?:\$\$?|\\\)|\\\])/g)].at(-1);
  const isMoney = /^\d[\d.,]*\s*[-+−–×x*/=(]*\s*$|\p{L}{2,}\s+\p{L}{2,}\s+\p{L}/u.test(last?.[1] ?? "");
  if (!last || isMoney || /\p{L}{3,}/u.test(claim.slice(last.index + last[0].length).replace(/^\s*[a-z²³/^]+\b/i, ""))) return null;
  const inside = (last[1] ?? "").split(/(?<![<>\\!])=|\\approx/);
  const said = (/\\approx/.test(last[1] ?? "") ? inside[inside.length - 2] : inside.at(-1))?.trim() ?? "";
  return said === "" || /^\d[\d.,]*\s+[a-z]{3,}/.test(said) ? null : said;
}

/** The only stretch that is set in bold or as code. */
function emphasised(sentence: string): string | null {
  const spans = [...sentence.matchAll(/\*\*([^*]{1,60})\*\*|(?<!`)`([^`]{1,60})`(?!`)/g)].map(([, bold, code]) =>
    (bold ?? code ?? "").trim(),
  );
  const [named = "", ...others] = spans.filter((span) => !/[:：]$/.test(span));
  const only = named.replace(/^[\p{L} ]{1,30}:\s+(?=[$€£\d-])/u, "");
  if (/[a-z]{2,}\s.*\d/i.test(only) && sentence.length - only.length < 8) return null;
  if (behindVerb(only) !== only && /\s\S+\s/.test(only)) return null;
  return only === "" ||
    others.length > 0 ||
    /\w\s\w+\s\w+\s\w/.test(only) ||
    sentence.indexOf("=", sentence.indexOf(only) + only.length) !== -1
    ? null
    : only;
}

function verdictOf(claim: string, question: string): string | null {
  const last = [...claim.matchAll(verdict)].at(-1);
  const word = last?.[2]?.toLowerCase();
  const isAlone = last !== undefined && last.index === 0;
  const isAsked = /\b(?:true or false|yes or no|yes, no|valid or invalid)\b|- yes - no/i.test(question);
  if (last && (isAlone || isAsked) && last[1] === undefined) return last[2] ?? null;
  if (
    !last ||
    word === undefined ||
    !/(?:is|are|:|=|deduce\w*|be|to|evaluates? to|as|answer)\s*(?:therefore |thus |not |\w+ly )*["'“]?$/i.test(
      claim.slice(0, last.index + last[0].length - word.length - (/["'”]$/.test(last[0]) ? 1 : 0)),
    )
  )
    return null;
  return last[1] === undefined ? (last[2] ?? null) : (opposite[word] ?? null);
}

/** What stands behind the last sign of equality, where it is a value, with or without a unit. */
function equated(claim: string): string | null {
  const place = Math.max(claim.lastIndexOf("="), claim.lastIndexOf("＝"));
  if (place === -1) return null;
  const side = claim
    .slice(place + 1)
    .replace(/\$(?=\s*\p{L}|\s*$)/u, "")
    .replace(/^[\s&]+/, "")
    .replace(/(?:\$+|\\\)|\\\])?[\s.,;]*$/, "")
    .replace(/\*\*/g, "")
    .trim();
  if (behindVerb(side) !== side) return null;
  const alternatives = /^(.+?),? or (.+)$/.exec(side);
  if (alternatives) return meansTheSame(alternatives[2] ?? "", alternatives[1] ?? "") ? tidy(alternatives[1] ?? "") : null;
  const isValue =
    side !== "" &&
    side.length <= longestValue &&
    !/[<>]/.test(side) &&
    !/\p{L}{2,}.*\s\S+\s\S+\s\S+/u.test(side.replace(/\\[a-z]+(?:\{[^{}]*\})?/gi, ""));
  const isExpression = /^[-−+(]?\s?[\da-z](?![a-z])[\da-z²³⁴^+\-−*/·×().√π\s{}]*$/i.test(side) && !/[a-z]{2}/i.test(side);
  if (isValue && (isExpression || /^[-−+]?[\d\\($€£√π.[{]/.test(side))) return tidy(side);
  const first = [...side.matchAll(token)][0];
  return first?.index === 0 ? tidy(first[0]) : null;
}
