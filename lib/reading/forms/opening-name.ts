import { asksForWords } from "./asks-for";

/**
 * The name or number that opens an answer and is explained behind: "Nora Bergman. She also wrote it." Null where the first
 * words are a sentence, a heading or a courtesy.
 */
export function openingName(text: string, question: string): string | null {
  const [, opening = "", rest = ""] = /^([^\n]{1,60}?)(?:(?<!\d!)(?<=[.!])\s+|\s*\n+)(\S[\s\S]*)$/.exec(text) ?? [];
  const name = opening
    .replace(/[*_`#"“”]/g, "")
    .replace(/[.!]$/, "")
    .trim();
  if (name === "" || /\b(?:wait|actually|correction|oops)\b/i.test(rest)) return null;
  if (/^[-−]?[$€£]?\d[\d.,]*\s?(?:%|°?[A-Za-z²³/]{1,12})?$/.test(name)) return name;
  const isName = asksForWords(question) && /^(?:\p{Lu}[\p{L}.'’-]*(?:\s+(?:\p{Lu}[\p{L}.'’-]*|of|the|de|van|von|da))*)$/u.test(name);
  return isName &&
    !/^(?:sure|solution|explanation|answer|okay|ok|well|hello|hi|step|yes|no|analysis|context|background|question|great|certainly|sorry)\b/i.test(
      name,
    )
    ? name
    : null;
}
