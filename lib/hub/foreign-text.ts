import { z } from "zod";
import { storableText } from "@/lib/db/storable-text";

/** The first `longest` characters of a text, never half of a sign. */
export function firstOf(text: string, longest: number): string {
  const code = text.charCodeAt(longest - 1);
  return text.slice(0, code >= 0xd800 && code <= 0xdbff ? longest - 1 : longest);
}

/** A stranger's text as we keep it: storable, and at most `longest` characters of it, with words where the rest is missing. */
export function keptText(text: string, longest: number): string {
  if (text.length <= longest) return storableText(text);
  return `${storableText(firstOf(text, longest))}… (cut: it has ${text.length.toLocaleString("en")} characters)`;
}

/** The shape of a text from the Hub; everything that is read from there passes here. */
export function foreignText(longest: number) {
  return z.string().transform((text) => keptText(text, longest));
}
