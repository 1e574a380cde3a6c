import type { ReactNode } from "react";

/** Control characters apart from tabs and ends of lines, and those that override or embed the direction of writing. */
const hidden = /(?![\t\n]|\r\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Text of strangers as a page shows it: what would act on the reader unseen stands there as a sign of its own, such as ␛ or
 * [U+202E]. Everything that is no text stays as it is.
 */
export function visibleText(text: string): string;
export function visibleText(node: ReactNode): ReactNode;
export function visibleText(node: ReactNode): ReactNode {
  return typeof node === "string" ? node.replace(hidden, signOf) : node;
}

/** Unicode has pictures for the controls of ASCII; others are named by their number. */
function signOf(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? "␡" : `[U+${code.toString(16).toUpperCase().padStart(4, "0")}]`;
}
