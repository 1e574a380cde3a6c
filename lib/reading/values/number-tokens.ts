import { withoutEnd } from "../without-end";
import { exactNumber } from "./exact-number";
import { numberInSigns } from "./number-words";

/** A value among words: a time of the day, a TeX fraction, a number with its sign, unit of percent or constant. */
export const token = new RegExp(
  [
    "\\d+ (?:out of|in) \\d+(?![\\w.,]*\\d)",
    "\\d{1,2}:\\d{2}(?::\\d{2})?(?:\\s?[ap]\\.?m\\b\\.?)?",
    "\\d{1,4}[/.-]\\d{1,2}[/.-]\\d{2,4}",
    "[-−]?\\s?\\d*\\s?\\\\[dt]?frac\\s*\\{[^{}]{1,40}\\}\\s*\\{[^{}]{1,40}\\}(?:\\s?\\\\pi)?",
    "[-−]?\\d*\\s?\\\\sqrt\\s*\\{[^{}]{1,40}\\}",
    `(?:(?<![\\w)}])(?<![\\d)}] )[-−+](?=[\\d$€£¥]))?(?:[$€£¥]\\s?)?(?:\\d{1,3}(?:(?:,|\\{,\\}|[ \\u00a0\\u202f])\\d{3})+(?!\\d)|\\d+)(?:\\.\\d+)?(?:\\s\\d+\\/\\d+|\\/\\d+)?[½¼¾⅓⅔]?(?:k(?![a-z\\d])|\\s?(?:π|\\\\pi|\\\\?%|million|billion|thousand|trillion)(?![a-z]))?`,
  ].join("|"),
  "gi",
);
const numberWord =
  /\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:halves|thirds?|quarters?|fourths?|fifths?|sixths?|eighths?|tenths?|half)|-(?:one|two|three|four|five|six|seven|eight|nine))?\b|\b(?:an?|one) (?:half|third|quarter|fourth|fifth|sixth|eighth|tenth)\b/gi;

/** The values of a stretch of text: its numbers in digits, else those in words. */
export function tokensOf(text: string): string[] {
  const plain = text.replace(/\*\*|__|\$(?!\d)|\\[()[\]]/g, "");
  const digits = [...plain.matchAll(token)].filter(
    ({ index, 0: each }) =>
      !/[\w^_]/.test(plain[index - 1] ?? "") &&
      !/^[a-z]{2,}\d/i.test(plain.slice(index + each.length)) &&
      !(/[%/]/.test(each) && /^\s+of\s+(?:the\s+)?[\d$]/.test(plain.slice(index + each.length))),
  );
  if (digits.length > 0)
    return digits.map(
      ({ index, 0: each }) =>
        `${/(?:^|\b(?:is|to|of|equals|now|now at)\s+)(?:minus|negative)\s+$/i.test(plain.slice(0, index)) ? "-" : ""}${tidy(each)}`,
    );
  return [...plain.matchAll(numberWord)]
    .map(([each]) => each)
    .filter((each) => exactNumber(numberInSigns(each.toLowerCase())) !== null && !/^one$/i.test(each));
}

/** Without the punctuation that ends it. */
export function tidy(value: string): string {
  return withoutEnd(value, ".,;:").trim();
}
