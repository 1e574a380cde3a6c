import { withoutEnd } from "../without-end";
import { plainLetters } from "./plain-letters";

/** Text without the marks that only change its looks: Markdown emphasis, TeX text commands, dollar signs of formulas. */
export function withoutEmphasis(text: string): string {
  return plainLetters(text)
    .replace(/\\(?:text|textbf|textit|mathbf|mathrm|mathit|mathsf)\s*\{([^{}]*)\}/g, "$1")
    .replace(/<\/?(?:b|strong|i|em|u|p|br|span|code)\s?\/?>/gi, "")
    .replace(/[*`$_]/g, "");
}

/** More than any option's text; what is longer cannot equal one. Characters. */
const longestOption = 2_000;

/** Form in which option texts are compared: no emphasis, one space between words, no quotes around, no full stop at the end. */
export function optionForm(text: string): string {
  const plain = withoutEmphasis(text.slice(0, longestOption)).replace(/\s+/g, " ").trim();
  const bare = withoutEnd(withoutEnd(plain.replace(/^["'“‘]+/, ""), "\"'”’"), ".!");
  return bare.trim().toLowerCase();
}
