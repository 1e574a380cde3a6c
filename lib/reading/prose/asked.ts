import { contentStems } from "../forms/shared-words";

/** What kind of thing a question asks for, as far as its words tell. */
export type Kind = "number" | "year" | "time" | "name" | "verdict" | "formula" | "word";

/** A question, as the prose model sees it. */
export interface Asked {
  /** The sentence that asks, without the passage before it. */
  text: string;
  kind: Kind | null;
  /** The counted noun or the unit: "boxes" of "how many boxes"; a stem in small letters. */
  noun: string | null;
  stems: ReadonlySet<string>;
}

const verdict =
  /^(?:is|are|was|were|does|do|did|can|could|will|would|has|have|had|should|may|might)\b|\b(?:yes or no|true or false|valid or invalid|answer yes|answer true|plausible or implausible)\b/i;

/** What a question asks for. */
export function askedBy(question: string): Asked {
  const text = askingSentence(question);
  const noun =
    /\bhow many (?:more |different |distinct |whole |full |other |\w+ing )?([a-z]{3,})/i.exec(text)?.[1] ??
    /\bin (?:square |cubic )?([a-z]{2,})\s*\??$/i.exec(text)?.[1] ??
    /\b(?:what|which) ([a-z]{3,})\b/i.exec(text)?.[1] ??
    null;
  return { text, kind: kindOf(text), noun: noun === null ? null : stem(noun), stems: contentStems(text) };
}

/** First letters of a word, by which singular and plural are one. */
export function stem(word: string): string {
  return word
    .toLowerCase()
    .replace(/(?<=.{2})(?:ies|es|s|y)$/, "")
    .slice(0, 6);
}

function askingSentence(question: string): string {
  const parts = question
    .split(/(?<=[.?!:])\s+|\n+/)
    .map((part) => part.trim())
    .filter((part) => /\p{L}/u.test(part));
  const asking = parts.findLast((part) => /\?["')]*$/.test(part));
  const short = parts.filter((part) => !/^(?:answer|options?|give|respond|write your|choose)\b/i.test(part)).at(-1);
  return (asking ?? short ?? question).slice(-400);
}

function kindOf(text: string): Kind | null {
  if (/\b(?:in )?(?:which|what) year\b|\bwhen (?:was|did|were)\b/i.test(text)) return "year";
  if (/\b(?:at )?what time\b/i.test(text)) return "time";
  if (
    /\b(?:how (?:many|much|far|long|old|tall|fast|high|deep|heavy)|percent|probability|compute|calculate|evaluate|solve|sum|product|difference|remainder|average|mean|median|area|perimeter|volume|distance|speed)\b/i.test(
      text,
    )
  )
    return "number";
  if (verdict.test(text)) return "verdict";
  if (
    /\b(?:who|whose|whom|where|which (?:city|country|river|person|author|king|queen)|in which (?:city|country|town)|capital|what is the name|author|called)\b/i.test(
      text,
    )
  )
    return "name";
  if (/\b(?:expand|factor|simplify|derivative|integral|interval|expression|formula)\b/i.test(text)) return "formula";
  return null;
}
