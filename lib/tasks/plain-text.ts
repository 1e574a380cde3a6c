/** Text without the marks that only change its looks: Markdown emphasis, TeX text commands, dollar signs of formulas. */
export function withoutEmphasis(text: string): string {
  return text.replace(/\\(?:text|textbf|textit|mathbf|mathrm|mathit|mathsf)\s*\{([^{}]*)\}/g, "$1").replace(/[*`$_]/g, "");
}

/** Form in which option texts are compared: no emphasis, one space between words, no quotes around, no full stop at the end. */
export function optionForm(text: string): string {
  return withoutEmphasis(text)
    .replace(/\s+/g, " ")
    .trim()
    .replace(/^["'“‘]+|["'”’]+$/g, "")
    .replace(/[.!]+$/, "")
    .trim()
    .toLowerCase();
}
