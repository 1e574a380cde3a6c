const raised: Readonly<Record<string, string>> = {
  "⁰": "0",
  "¹": "1",
  "²": "2",
  "³": "3",
  "⁴": "4",
  "⁵": "5",
  "⁶": "6",
  "⁷": "7",
  "⁸": "8",
  "⁹": "9",
  "⁻": "-",
  "⁺": "+",
};
/** Usual spellings of a term, each with the TeX for it. */
const spellings: readonly [RegExp, string][] = [
  [/\\\\(?!(?:frac|sqrt|pi|begin|text)(?![a-z]))|\\cr(?![a-z])/g, "⏎"],
  [/\\\\(?=[a-z])/g, "\\"],
  [/\\(?:boxed|box|fbox)\s*\{([^{}]*)\}/g, "$1"],
  [/\\[dtc]frac(?![a-z])/g, "\\frac"],
  [/\\(?:left|right|bigl?|bigr?|Bigl?|Bigr?|displaystyle|limits)(?![a-zA-Z])\.?/g, ""],
  [/\\(?:text|mathrm|textbf|mathbf|mbox|operatorname)\s*\{([^{}]*)\}/g, "$1"],
  [/\{,\}|(?<=\d)\\,(?=\d{3})/g, ""],
  [/\\[,!;:> ]|\\q?quad(?![a-z])|~|\$|\\[()]|\\\[|\\\](?![[(])/g, " "],
  [/[\u2212\u2013]/g, "-"],
  [/\\(?:infin|infty)(?![a-z])|∞|(?<![a-zA-Z\\])(?:infinity|inf|oo)(?![a-zA-Z])/g, "\\infty "],
  [/\\(?:leq?slant|leq?)(?![a-z])|<=|≤/g, "≤"],
  [/\\(?:geq?slant|geq?)(?![a-z])|>=|≥/g, "≥"],
  [/\\lt(?![a-z])/g, "<"],
  [/\\gt(?![a-z])/g, ">"],
  [/\\pm(?![a-z])|\+\/-/g, "±"],
  [/\\cup(?![a-z])/g, "∪"],
  [/\\in(?![a-z])/g, "∈"],
  [/\\(?:lbrace|\{)/g, "⦃"],
  [/\\(?:rbrace|\})/g, "⦄"],
  [/\\(?:times|cdot|ast)(?![a-z])|[×·⋅*]+/g, "\\cdot "],
  [/\\div(?![a-z])|÷/g, "/"],
  [/π|(?<![a-zA-Z\\])pi(?![a-zA-Z])/gi, "\\pi "],
  [/√\s*(\d+(?:\.\d+)?|[a-z])/g, "\\sqrt{$1}"],
  [/(?:√\s*|(?<![a-zA-Z\\])sqrt\s*)\(([^()]*)\)/g, "\\sqrt{$1}"],
  [/√\s*\{/g, "\\sqrt{"],
  [/(?<![a-zA-Z\\])(sin|cos|tan|cot|ln|log|exp)(?![a-zA-Z])/g, "\\$1 "],
  [/\\degree(?![a-z])|°/g, "^\\circ"],
  [/\\%/g, "%"],
];

/** One TeX spelling of what texts and TeX write in several ways. Brackets of sets become "⦃" and "⦄", breaks of rows "⏎"; nothing is computed. */
export function texTerm(text: string): string {
  let term = text.replace(/[⁺⁻]?[⁰¹²³⁴-⁹]+/g, (signs) => `^{${[...signs].map((sign) => raised[sign] ?? "").join("")}}`);
  for (const [spelling, tex] of spellings) term = term.replace(spelling, tex);
  return term
    .replace(/\s+/g, " ")
    .trim()
    .replace(/(?<=[^.])[.,;]$/, "");
}
