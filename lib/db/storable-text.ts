const NUL = String.fromCharCode(0);
const REPLACEMENT = "\uFFFD";

/**
 * A text that Postgres can hold: it knows neither the character NUL nor half a surrogate pair, both of which models can
 * produce. Each becomes U+FFFD; nothing else of an answer is ever changed.
 */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll(NUL, REPLACEMENT);
}
