import { exactNumber } from "../values/exact-number";
import { numberInSigns } from "../values/number-words";
import type { Mention } from "./scene";

const small =
  "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety";
const clock = /(?<![\d:])\d{1,2}[:.]\d{2}(?=\s?[ap]\.?m\b)|(?<![\d:])\d{1,2}:\d{2}(?![\d:])|(?<![\d:])\d{1,2}(?=\s?[ap]\.?m\b)/gi;
const digits =
  /(?<![\w^_.:/])(?<![\d,])(?:(?<![\w)\]}])(?<![\d)\]}] )-(?=[\d$€£.]))?[$€£¥]?(?:\d{1,3}(?:[,  ]\d{3})+(?![\d,]\d)|\d+)(?:\.\d+)?(?:\/\d+|\s\d+\/\d+)?[½¼¾⅓⅔]?(?:\s?\*\s?10\^\{?-?\d+\}?)?(?:k\b|\s(?:thousand|million|billion|trillion)\b)?(?![\d:^_]|[xyzn]\b|[xyz][\^+-]|(?:st|nd|rd|th)\b)/gi;
const words = new RegExp(
  `\\b(?:(?:minus|negative) )?(?:(?:one|${small}) and (?:a half|a quarter|a third|three quarters|two thirds)|(?:an?|one|${small})[- ](?:hundred|thousand|million|billion)(?:(?: and)? (?:${small}|one)(?:-\\w+)?)?|(?:an?|one|${small})[- ](?:half|third|quarter|fourth|fifth|sixth|eighth|tenth)s?|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ](?:one|two|three|four|five|six|seven|eight|nine)|${small}|zero|one|half)\\b`,
  "gi",
);
/** "one" that counts nothing. */
const pronoun = /^(?:\s+(?:of|can|could|may|might|who|that|which|is|was|has|could|would|must|should|by|after|way|another)\b|[,.;])/i;

/** Every number and time of a text, in order; equal values have equal keys. */
export function findNumbers(text: string): Mention[] {
  const times = [...text.matchAll(clock)].map((match) => timeOf(match));
  const isFree = (at: number) => !times.some(({ start, end }) => at >= start && at < end);
  const signs = [...text.matchAll(digits)].filter((match) => isFree(match.index)).flatMap((match) => numberOf(match, text));
  const named = [...text.matchAll(words)].flatMap((match) => {
    if (/^(?:one|half)$/i.test(match[0]) && pronoun.test(text.slice(match.index + match[0].length, match.index + 20))) return [];
    return numberOf(match, text);
  });
  return [...times, ...signs, ...named].toSorted((one, other) => one.start - other.start || other.end - one.end);
}

/** Key of a value that is a number, with or without currency, unit or name; null for anything else. */
export function numberKey(value: string): string | null {
  const plain = value
    .toLowerCase()
    .replace(/[$€£¥]|(?<=\d),(?=\d{3}(?!\d))/g, "")
    .replace(/(?<=\d)[  ](?=\d{3}(?!\d))/g, "")
    .replace(/\s*(?:%|percent)$/, "")
    .replace(/\s?\*\s?10\^\{?(-?\d+)\}?$/, "e$1")
    .trim();
  const mixed = /^(.+) and (a half|a quarter|a third|three quarters|two thirds)$/.exec(plain);
  if (mixed) return sumKey(numberInSigns(mixed[1] ?? ""), numberInSigns(mixed[2] ?? ""));
  const exact = exactNumber(plain) ?? exactNumber(numberInSigns(plain));
  return exact === null ? null : `n:${exact}`;
}

function sumKey(whole: string, part: string): string | null {
  const exact = exactNumber(`${whole} ${part}`);
  return exact === null ? null : `n:${exact}`;
}

function timeOf(match: RegExpExecArray): Mention {
  const [hour = "", minute = "00"] = match[0].split(/[:.]/);
  return {
    start: match.index,
    end: match.index + match[0].length,
    text: match[0],
    key: timeKey(hour, minute),
    kind: "time",
  };
}

/** Key of a time of the day, without its half. */
export function timeKey(hour: string, minute: string): string {
  return `t:${Number(hour)}:${minute}`;
}

function numberOf(match: RegExpExecArray, text: string): Mention[] {
  const said = match[0].trim();
  const key = numberKey(said);
  if (key === null) return [];
  const end = match.index + match[0].length;
  const isBelow = /^\s?(?:°\s?[cf]?|degrees?(?: celsius| fahrenheit)?|metres|meters|feet|points)?\s?below (?:zero|freezing|sea)/i.test(
    text.slice(end, end + 40),
  );
  const sign = isBelow && !key.startsWith("n:-") ? key.replace("n:", "n:-") : key;
  return [{ start: match.index, end, text: said, key: sign, kind: "number" }];
}
