const signs: Readonly<Record<string, string>> = { "٫": ".", "٬": ",", "٪": "%" };

/** Digits of all scripts, full-width signs and separators of thousands of other places, as 0 to 9 with a point for decimals. */
export function plainDigits(text: string): string {
  return text
    .replace(/[\u{ff01}-\u{ff5e}]+|[\u{1d7ce}-\u{1d7ff}]+/gu, (dressed) => dressed.normalize("NFKC"))
    .replace(/(?![0-9])\p{Nd}/gu, asciiDigit)
    .replace(/[٫٬٪]/g, (sign) => signs[sign] ?? sign)
    .replace(/(?<=\d)[’ʼ´`](?=\d{3}(?!\d))/g, "'")
    .replace(
      /(?<![\d.,])(\d{1,3}(?:\.\d{3}){1,5}),(\d{1,2})(?![\d.,])/g,
      (_, whole: string, part: string) => `${whole.replaceAll(".", "")}.${part}`,
    )
    .replace(/(?<![\d.,])\d{1,3}(?:\.\d{3}){2,5}(?![\d.,])/g, (grouped) => grouped.replaceAll(".", ""))
    .replace(/(?<![\d.,])\d{1,2}(?:,\d{2}){1,5},\d{3}(?![\d,])/g, (grouped) => grouped.replaceAll(",", ""));
}

/** Unicode sets digits in rows that begin at a multiple of 16, or 6 behind one. */
function asciiDigit(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  const place = code % 16;
  const beginsRow = /^\p{Nd}$/u.test(String.fromCodePoint(code - place));
  return String(beginsRow ? place : place - 6);
}
