/** TeX and Unicode spellings of one sign, each with the one that is compared. */
const signs: readonly [RegExp, string][] = [
  [/\\\\(?=[a-zA-Z])/g, "\\"],
  [/[\u00a0\u2007\u2009\u202f]/g, " "],
  [/\\(begin|end)\{(?:bmatrix|Bmatrix)\}/g, "\\$1{pmatrix}"],
  [/(?<=\d)\s*\\[dtc]?frac\s*\{(\d+)\}\s*\{(\d+)\}/g, " $1/$2"],
  [/\\(sin|cos|tan|cot|sec|csc|log|ln|exp|arcsin|arccos|arctan|gcd|lcm|max|min|det)(?![a-z])/g, "$1"],
  [/(?<![a-z])(sin|cos|tan|cot|sec|csc|log|ln|exp)\s+([a-zπθ]|\d+)(?![\w(])/g, "$1($2)"],
  [/\s*\\\\\s*/g, "⏎"],
  [/[\u2212\u2013]/g, "-"],
  [/\\(?:text|textbf|textit|textrm|mathbf|mathrm|mathit|mathsf|mathbb|operatorname|bm|boldsymbol)\s*\{([^{}]*)\}/g, "$1"],
  [/\\(?:left|right|bigl?|bigr|Bigl?|Bigr|displaystyle|limits)(?![a-zA-Z])/g, ""],
  [/\{,\}/g, ","],
  [/(?<=\d)\\,(?=\d{3})/g, ","],
  [/\\[,!;: ]|~/g, " "],
  [/\\([%$#&_{}])/g, "$1"],
  [/\^\s*\{?\s*\\circ\s*\}?|\\degree(?![a-z])/g, "°"],
  [/\\(?:infty|infin)(?![a-z])/g, "∞"],
  [/\\(?:pi)(?![a-z])|(?<![a-zA-Z\\])pi(?![a-zA-Z])/g, "π"],
  [/\\(?:leqslant|leq|le)(?![a-z])|<=/g, "≤"],
  [/\\(?:geqslant|geq|ge)(?![a-z])|>=/g, "≥"],
  [/\\(?:neq|ne)(?![a-z])|!=/g, "≠"],
  [/\\(?:times|cdot|ast)(?![a-z])|[×·⋅]/g, "*"],
  [/\\(?:div)(?![a-z])|÷/g, "/"],
  [/\\pm(?![a-z])/g, "±"],
  [/\\cup(?![a-z])/g, "∪"],
  [/\\cap(?![a-z])/g, "∩"],
  [/\\in(?![a-z])/g, "∈"],
  [/\\(?:emptyset|varnothing)(?![a-z])/g, "∅"],
  [/(?<=\w)\*\*(?=\w)/g, "^"],
  [/√\s*(\d+(?:\.\d+)?)/g, "sqrt($1)"],
  [/(?:\\sqrt\s*|√\s*|(?<![a-z])sqrt\s*)(?:\{([^{}]*)\}|\(([^()]*)\)|(\w))/g, "sqrt($1$2$3)"],
  [/\\[dtc]?frac\s*(\d)\s*(\d)/g, "$1/$2"],
];
const simpleFraction = /\\[dtc]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}/g;
const deepest = 4;
const digits: Record<string, string> = {
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
  "⁺": "",
};

/**
 * One spelling for what TeX and Unicode write in several ways: fractions, roots, signs, text commands. Nothing is
 * computed, and spaces stay.
 */
export function plainMath(text: string): string {
  let plain = text
    .normalize("NFC")
    .replace(/[₀-₉]+/g, (lowered) => `_{${[...lowered].map((sign) => sign.charCodeAt(0) - 0x2080).join("")}}`)
    .replace(/[⁺⁻]?[⁰¹²³⁴-⁹]+/g, (raised) => `^{${[...raised].map((sign) => digits[sign] ?? sign).join("")}}`);
  for (const [spelling, sign] of signs) plain = plain.replace(spelling, sign);
  for (let depth = 0; depth < deepest; depth += 1) {
    const flatter = plain.replace(simpleFraction, (_, over: string, under: string) => `${grouped(over)}/${grouped(under)}`);
    if (flatter === plain) break;
    plain = flatter;
  }
  return plain
    .replace(/\^\{(\w|[+-]?\d+)\}/g, "^$1")
    .replace(/_\{(\w|\d+)\}/g, "_$1")
    .replace(/(?<=[A-Za-z)\]])_(?=\d)/g, "");
}

function grouped(term: string): string {
  const bare = term.trim();
  return /^-?[\w.√π]*$/.test(bare) || /^sqrt\([^()]*\)$/.test(bare) ? bare : `(${bare})`;
}
