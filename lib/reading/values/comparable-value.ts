import { exactNumber, hundredth } from "./exact-number";
import { numberInSigns } from "./number-words";
import { plainDigits } from "./plain-digits";
import { plainMath } from "./plain-math";
import { joinedInitials, withoutAccents } from "./plain-words";

/** What is longer is a text, and is compared as it stands. Characters. */
const longestValue = 2_000;
/** Longer lists are no solutions. Characters. */
const longestList = 200;
const tight = /\s*([+\-*/^=<>≤≥≠±∪∩∈,;:()[\]{}|&\\°])\s*/g;
const quantity =
  /^([+-]?)\s*[$€£¥]?\s*(\d+ \d+\/\d+|\d{1,3}(?:[ ']\d{3})+(?!\d)|\.?\d[\d.,]*(?:e[+-]?\d+| ?\* ?10 ?\^ ?\{?[+-]?\d+\}?)?(?:\s*\/\s*\d+)?)(\s*)(.*)$/;
/** "2,5" as most of Europe writes it; "2,500" may be thousands. */
const decimalComma = /^([+-]?\d+),(\d{1,2}|\d{4,})(?=[^\d,.]|$)/;
/** Words behind a number that change or deny it rather than name its unit. */
const noUnit =
  /^(?:hundred|thousand|million|billion|trillion|dozen|k|x|y|z|n|i|e|r|p|q|u|or|and|to|is|are|was|were|but|not|if|out|of|per|plus|minus|times|more|less|sin|cos|tan|log|ln|sqrt|mod)\b/;
const units = /^(?:%|°[cfk]?|[a-zµμ]{2,}|[msghlnjvwakctd])(?:[ /*^.-](?:\^?-?\d|[a-z]+)){0,3}\.?$/;

/**
 * Form in which exact answers are compared. Capitals, spacing, TeX commands and a full stop at the end do not count;
 * numbers are reduced fractions, so that 42, 42.0, 84/2 and "forty-two" are equal and −42 is not. Brackets, signs and
 * articles count, and so does the order of a list, unless it is named or joined with "and" or "or".
 */
export function comparableValue(value: string): string {
  return comparableText(unmarked(value));
}

/** The same for a value that is without marks already. */
function comparableText(text: string): string {
  return comparableForm(text) ?? withoutName(inOneSpacing(joinedInitials(withoutAccents(text))));
}

/** The comparable form of numbers and of solutions; null for other texts. */
function comparableForm(text: string): string | null {
  const bare = withoutName(text);
  return exactNumber(text) ?? exactNumber(bare) ?? exactNumber(numberInSigns(bare)) ?? unordered(text)?.join(",") ?? null;
}

/**
 * Whether an answer means the gold: equal in form, or the same value with a unit or as percent where the gold is one
 * without, or the same solutions in another order, or the same option letter followed by its text.
 */
export function meansTheSame(answer: string, gold: string): boolean {
  const [plainAnswer, plainGold] = [unmarked(answer), unmarked(gold)];
  const expected = comparableText(plainGold);
  if (comparableText(plainAnswer) === expected || isSameTime(plainAnswer, plainGold)) return true;
  const text = withoutName(plainAnswer);
  if (/^[a-z]$/.test(expected)) return /^\(?([a-z])\)?(?:[).:]|$)/.exec(text)?.[1] === expected && /^\(?[a-z][).:]/.test(text);
  const solutions = unordered(plainAnswer);
  if (solutions && !/[()[\]{}]/.test(expected)) return solutions.join(",") === expected.split(",").toSorted().join(",");
  const goldNumber = exactNumber(plainGold) ?? exactNumber(plainGold.replace(/\s*%$/, ""));
  if (goldNumber !== null) {
    const inPoints = plainGold.includes(",") ? text : text.replace(decimalComma, "$1.$2");
    return quantityEquals(numberInSigns(inPoints), goldNumber, /%$/.test(plainGold));
  }
  const [, term = "", unit = ""] = /^(.*[\dπ)])\s+([a-z²³^23 ]+)$/.exec(text) ?? [];
  return /[\dπ]/.test(expected) && isUnit(unit, " ") && withoutName(inOneSpacing(term)) === expected;
}

/** "10:30" is 10:30 am, and 10:30 pm as well where nothing says which; 22:30 is 10:30 pm. */
function isSameTime(answer: string, gold: string): boolean {
  const [one, other] = [timeOf(answer), timeOf(gold)];
  return one !== null && other !== null && one.some((time) => other.includes(time));
}

/** The minutes of a day that a time may mean; null for what is none. */
function timeOf(text: string): number[] | null {
  const [, hour = "", minute = "", half] = /^(\d{1,2}):(\d{2})(?::00)?(?: ?([ap])m)?$/.exec(text) ?? [];
  if (hour === "" || Number(hour) > 24) return null;
  const at = (hours: number) => 60 * hours + Number(minute);
  if (half === undefined) return Number(hour) > 12 ? [at(Number(hour))] : [at(Number(hour) % 12), at((Number(hour) % 12) + 12)];
  return [at((Number(hour) % 12) + (half === "p" ? 12 : 0))];
}

function quantityEquals(text: string, gold: string, goldIsPercent: boolean): boolean {
  const [, sign = "", digits = "", gap = "", unit = ""] = quantity.exec(text) ?? [];
  const written = exactNumber(`${sign}${digits.replace(/[.,]$/, "")}`);
  if (written === null) return false;
  if (unit === "") return written === gold;
  if (!isUnit(unit, gap)) return false;
  return written === gold || (unit.startsWith("%") && !goldIsPercent && hundredth(written) === gold);
}

function isUnit(unit: string, gap: string): boolean {
  return units.test(unit) && !noUnit.test(unit) && (gap !== "" || !/^[najvkctd]$/.test(unit));
}

/** The solutions of "x = 2 or x = 5" and "5 and 2", sorted; null for what is no such list of numbers. */
function unordered(text: string): string[] | null {
  if (text.length > longestList || !/\b(?:and|or)\b|(?:^|, ?)[a-z] ?= ?[^,]+, ?[a-z] ?=/.test(text)) return null;
  const parts = text.split(/, ?(?:and |or )?| (?:and|or) /).map((part) => withoutName(inOneSpacing(part.trim())));
  const isList = parts.length > 1 && parts.every((part) => /\d/.test(part) && /^[-+\d./^*()√πi]+$|^[-+\d]*sqrt\([\d]+\)$/.test(part));
  return isList ? parts.map((part) => exactNumber(part) ?? part).toSorted() : null;
}

/** Without what only changes the looks: emphasis, quotes, formula marks, a full stop at the end. In small letters. */
function unmarked(value: string): string {
  let text = plainMath(plainDigits(value.slice(0, longestValue)))
    .replace(/\*\*([^*]+)\*\*/g, "$1")
    .replace(/\s+/g, " ")
    .replace(/ ?\b(?:per ?cent|pct)(?![\p{L}\p{N}])\.?/giu, "%")
    .replace(/(?<=\d) ?([ap])\.? ?m\b\.?/gi, " $1m")
    .replace(/(?<=^\d{1,2})\.(?=\d{2} [ap]m$)/i, ":")
    .replace(/^(\d+(?:\.\d+)?) to (\d+(?:\.\d+)?)$/, "$1:$2")
    .replace(/(?<=\d) ?[€£¥₹]$/, "")
    .trim();
  for (let layer = 0; layer < 4; layer += 1) {
    const bare = text
      .replace(/^(\*\*|\*|__|\$\$|\$|\\\(|\\\[|`+|"|'|“|‘|«)(.*?)(\*\*|\*|__|\$\$|\$|\\\)|\\\]|`+|"|'|”|’|»)$/, "$2")
      .replace(/(?<=[^.])[.;,。]$/, "")
      .trim();
    if (bare === text) break;
    text = bare;
  }
  return text.replace(/^\(([A-Za-z])\)$/, "$1").toLowerCase();
}

/** Spaces around signs do not count, and a comma between words is a space. */
function inOneSpacing(text: string): string {
  return text
    .replace(tight, "$1")
    .replace(/(?<=\d) (?=sqrt\(|π)/g, "")
    .replace(/(?<=\p{L}),(?=\p{L})/gu, " ");
}

/** "x = 3" is 3, and so is "48 - 6 = 42" 42; what holds more than one equation stays. */
function withoutName(text: string): string {
  return /^(?:[a-z]|[\d\s+\-*/().]*\d[\d\s+\-*/().]*)\s*=\s*([^=]+)$/.exec(text)?.[1]?.trim() ?? text;
}
