/** Letters, digits and signs in the dress of other alphabets: full-width, circled, in brackets, bold, double-struck. */
const dressed = /[\u{ff01}-\u{ff5e}\u{2460}-\u{24ff}\u{1d400}-\u{1d7ff}\u{1f110}-\u{1f149}]+/gu;
/** White letters on black circles and squares, which no normalization undresses. */
const reversed = /[\u{1f150}-\u{1f169}\u{1f170}-\u{1f189}]\u{fe0f}?/gu;
/** Letters of other scripts that look like Latin ones, where one stands alone: at the end of a line, or with a bracket or full stop. */
const lookalike = /(?<=^|[\s(*:：])([АВСЕΑΒΕ])(?=[)*.。]*[ \t]*$|\))/gmu;
const latin: Readonly<Record<string, string>> = { А: "A", В: "B", С: "C", Е: "E", Α: "A", Β: "B", Ε: "E" };

/** The same text with every such letter, digit and sign in its plain form. */
export function plainLetters(text: string): string {
  return text
    .replace(dressed, (signs) => signs.normalize("NFKC"))
    .replace(reversed, (sign) => String.fromCharCode(65 + (((sign.codePointAt(0) ?? 0) - 0x1f150) % 32)))
    .replace(lookalike, (_, letter: string) => latin[letter] ?? letter);
}
