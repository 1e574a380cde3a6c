const small = [
  "zero",
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
  "thirteen",
  "fourteen",
  "fifteen",
  "sixteen",
  "seventeen",
  "eighteen",
  "nineteen",
]; // prettier-ignore
const tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const values = new Map<string, number>([
  ...small.map((word, value): [string, number] => [word, value]),
  ...tens.map((word, place): [string, number] => [word, 20 + 10 * place]),
]);
const powers = new Map([
  ["hundred", 2],
  ["thousand", 3],
  ["million", 6],
  ["billion", 9],
  ["trillion", 12],
]);
const parts = new Map([
  ["half", 2],
  ["halves", 2],
  ["third", 3],
  ["quarter", 4],
  ["fourth", 4],
  ["fifth", 5],
  ["sixth", 6],
  ["eighth", 8],
  ["tenth", 10],
]);
const glyphs = new Map([
  ["½", "1/2"],
  ["⅓", "1/3"],
  ["⅔", "2/3"],
  ["¼", "1/4"],
  ["¾", "3/4"],
  ["⅕", "1/5"],
  ["⅖", "2/5"],
  ["⅗", "3/5"],
  ["⅘", "4/5"],
  ["⅙", "1/6"],
  ["⅚", "5/6"],
  ["⅛", "1/8"],
  ["⅜", "3/8"],
  ["⅝", "5/8"],
  ["⅞", "7/8"],
]); // prettier-ignore
const glyph = new RegExp(`[${[...glyphs.keys()].join("")}]`, "g");
const one = `(?:${[...values.keys()].join("|")})`;
const word = `${one}(?:[- ]${one})?`;
const spelled = new RegExp(`^(?:${word}|an?)(?: (?:hundred|thousand|million|billion))?(?:(?: and)? ${word})?$`);
const chances = new RegExp(`^(${word}) (?:in|out of) (${word})$`);
const shares = new RegExp(`^(an?|${one})[- ](half|third|quarter|fourth|fifth|sixth|eighth|tenth)s?$`);
const signed = new RegExp(`^(minus |negative )?(${word}(?:[- ].*)?)$`);

/** A number that is wholly written in words, in digits: "twenty-five" is 25. Null for anything else. In small letters. */
function numberInWords(text: string): number | null {
  if (!spelled.test(text)) return null;
  let total = 0;
  let current = 0;
  for (const part of text.split(/[- ]/)) {
    const power = powers.get(part);
    if (power === undefined) {
      current += part === "a" || part === "an" ? 1 : (values.get(part) ?? 0);
    } else if (power === 2) {
      current *= 100;
    } else {
      total += current * 10 ** power;
      current = 0;
    }
  }
  return text === "a" || text === "an" ? null : total + current;
}

function dozensOf(many = "a"): string | null {
  if (many === "half a") return "6";
  const count = /^an?$/.test(many) ? 1 : (numberInWords(many) ?? Number(many));
  return Number.isInteger(count) ? String(12 * count) : null;
}

/**
 * A number with words in it, in signs: "minus 7", "1.275 million", "4½", "1 in 4", "three quarters", "a third". Texts
 * without such words stay as they are. In small letters.
 */
export function numberInSigns(text: string): string {
  let plain = text
    .replace(glyph, (sign) => ` ${glyphs.get(sign)}`)
    .trim()
    .replace(/^(?:minus|negative)\s+(?=[\d.$])/, "-")
    .replace(/^(\d+)\s+and\s+(?=\d+\/\d+)/, "$1 ");
  plain = plain.replace(
    /^([-+]?[$€£]?\d[\d,.]*) (thousand|million|billion|trillion)\b/,
    (_, digits: string, power: string) => `${digits}e${powers.get(power)}`,
  );
  plain = plain.replace(/^([-+]?[$€£]?\d[\d,.]*) ?k$/, "$1e3");
  plain = plain.replace(/^(\d+) (?:in|out of|of) (\d+)$/, "$1/$2");
  if (plain.endsWith("%")) return `${numberInSigns(plain.slice(0, -1))}%`;
  const dozens = /^(?:(half a|an?|\d+|[a-z-]+) )?dozen$/.exec(plain);
  if (dozens) return dozensOf(dozens[1]) ?? plain;
  const chance = chances.exec(plain);
  if (chance) return `${numberInWords(chance[1] ?? "")}/${numberInWords(chance[2] ?? "")}`;
  const share = shares.exec(plain);
  if (share) return `${share[1]?.startsWith("a") ? 1 : numberInWords(share[1] ?? "")}/${parts.get(share[2] ?? "")}`;
  if (plain === "half") return "1/2";
  const [, sign = "", named] = signed.exec(plain) ?? [];
  const whole = named === undefined ? null : numberInWords(named);
  return whole === null ? plain : `${sign === "" ? "" : "-"}${whole}`;
}
