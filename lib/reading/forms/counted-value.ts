import { comparableValue } from "../values/comparable-value";
import { tidy, token, tokensOf } from "../values/number-tokens";
import { behindVerb } from "./claim";

const doubtful = /\b(?:[Ee]ither|[Bb]etween|could|might|may|[Pp]erhaps|would have|[Ii]f)\b/;

/** The number of a claim: the first behind its verb, else the only one, else the only one that the question did not give. */
export function countedValue(claim: string, question: string): string | null {
  if (doubtful.test(claim)) return null;
  const behind = behindVerb(claim);
  const below = /(\d[\d.,]*)\s+\w+\s+below zero/.exec(claim)?.[1];
  if (below !== undefined) return `-${below}`;
  const isForeign = /(?<!\p{L})(?:el|los|las|en|der|die|das|und|il|di|und|são|é|het|een|le|les|og|och)(?!\p{L})/iu.test(claim);
  const tokens = (text: string) =>
    tokensOf(text).map((each) => (isForeign && /^\d{1,3}(?:\.\d{3})+$/.test(each) ? each.replaceAll(".", "") : each));
  const asked = nearAsked(claim, question);
  if (asked !== null) return asked;
  const [first] = tokens(behind);
  if (behind !== claim && first !== undefined) return first;
  const all = tokens(claim);
  const found = new Map(all.map((each) => [comparableValue(each), each]));
  if (found.size === 1) return all[0] ?? null;
  const given = new Set(tokensOf(question).map(comparableValue));
  const fresh = [...found].filter(([form]) => !given.has(form));
  return fresh.length === 1 ? (fresh[0]?.[1] ?? null) : null;
}

/** The number that stands with what the question asks to count or to measure: "270 girls and 180 boys". */
export function nearAsked(claim: string, question: string): string | null {
  const noun = (/\bin (\p{L}{4,})\??$/iu.exec(question) ??
    /\bhow (?:many|much) (?:more |other |different )?(?!do|did|is|are|was|were|will|can|has|have|of|more|less)(\p{L}{3,})/iu.exec(
      question,
    ) ??
    /\bin (litres|liters|dollars|euros|minutes|hours|seconds|metres|meters|degrees)\b/i.exec(question))?.[1];
  if (noun === undefined) return null;
  const stem = noun
    .toLowerCase()
    .replace(/(?:es|s)$/, "")
    .slice(0, 6);
  const beside = new RegExp(
    `(?<!\\bof (?:the )?)(${token.source})(?=(?:\\s+(?:more|of|which|are|other))*\\s+(?:\\p{L}+\\s+)?${stem})`,
    "giu",
  );
  const of = [...claim.replace(/\*\*/g, "").matchAll(beside)].map(([each]) => each);
  const last = of.at(-1);
  return last !== undefined && new Set(tokensOf(claim)).size > 1 ? tidy(last) : null;
}
