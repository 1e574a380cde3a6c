import type { Option } from "../options";
import { announcing, leadingToLetter } from "./answer-words";
import type { Declaration } from "./choice-lines";
import { denies, isDeclared } from "./clause";
import { checkedAgainstText, leadingChoice, type Naming } from "./leading-choice";
import { optionForm, withoutEmphasis } from "./plain-text";

/** More than declaring words are ever followed by. Characters. */
const reach = 2_500;
/** The last declaration wins, so an endless answer is looked at from its end. */
const mostPlaces = 200;
/** Between declaring words and an option's text: "(C) **". Characters. */
const mostMarks = 12;
const announced = new RegExp(`${announcing}${leadingToLetter}`, "giu");
const adverbs =
  "(?:\\s+(?:would|will|must|am|therefore|thus|now|still|probably|personally|rather|definitely|go ahead and)|['’](?:d|ll|m))*";
const deciding = new RegExp(
  `\\b(?:i|we)${adverbs}\\s+(?:choose|pick|select|go (?:with|for)|answer(?: with)?|say|vote for|lean(?:ing)? towards?|bet on)\\s*:?\\s*${leadingToLetter}`,
  "giu",
);
const telling = new RegExp(`(?<=^|[.!?\\n:;]\\s*)(?:(?:so|please|just)\\s+)?(?:choose|pick|select|mark|tick)\\s+${leadingToLetter}`, "giu");
const leaving = new RegExp(`\\b(?:leaves|leaving|left with|remains)\\s+(?:(?:us|me)\\s+with\\s+)?(?:only\\s+)?${leadingToLetter}`, "giu");
const supposing = new RegExp(
  `\\b(?:i|we)${adverbs}\\s+(?:(?:fairly|pretty|quite|very|reasonably|almost)\\s+)?(?:think|believe|guess|suppose|suspect|reckon|feel|say|confident|sure|certain|convinced|inclined to say|inclined to think)(?:\\s+that)?\\s+` +
    `(?:(?:it|this|the (?:right |correct |best )?(?:answer|option|choice))(?:['’]s| is| would be| must be| should be)\\s+)?${leadingToLetter}`,
  "giu",
);
const praised = new RegExp(
  "(?<=^|[\\n.;:,!]\\s*|\\b(?:[Bb]ut|[Aa]nd|[Yy]et|[Ss]o|[Tt]hus|[Tt]herefore|[Hh]ence|that|think|believe)\\s+)" +
    `(?:(?:[Tt]he\\s+)?(?:[Oo]ption|[Cc]hoice|[Aa]nswer)\\s+)?["'“‘([]*([A-Z])(?![A-Za-z0-9])["'”’)\\]]*(?:[).:,]*\\s*([^\\n.,:;]{1,120}?))?` +
    "\\s+(?:is|must be|has to be|would be|should be|seems(?: to be)?|looks)\\s+(?:the\\s+)?(?:most\\s+|only\\s+)?(?:correct|right|best|true|accurate|appropriate|likely|answer|solution)\\b",
  "g",
);
const settled =
  /(?<![\w])\(?([A-Z])\)?\s+it\s+is\b|\b(?:[Ii]t|[Tt]hat|[Tt]his)(?:['’]s|\s+is|\s+must\s+be|\s+should\s+be|\s+has\s+to\s+be)\s+(?:(?:probably|likely|most likely|clearly|definitely|certainly|surely|therefore|thus|obviously|indeed|simply)\s+)?(?:option\s+)?\(?([A-Z])(?:\)|(?=[.:,;!]|\s*$))/gm;
const foreign =
  /(?<!\p{L})(?:antwort|réponse|opción|respuesta|risposta|opzione|resposta|вариант|ответ|richtig (?:ist|wäre)|korrekt ist|correct[ao]? (?:es|è|é|est))\s*[:：]?\s*\(?([A-Z])\)?(?![\p{Script=Latin}\p{N}])/giu;
/** Scripts that set no spaces between words. */
const unspaced =
  /(?:选项?|選項?|选择|選擇|应选|應選|故选|故選|答案|正解|答え|정답은?|답은|번호는?|विकल्प|उत्तर|الخيار|الإجابة|الجواب|ข้อ|คำตอบ)\s*(?:是|为|為|は|是：|है|هي|هو|คือ)?\s*[:：]?\s*["“「『]?\(?([A-Z])\)?(?![\p{Script=Latin}\p{N}])/gu;
/** "B选项正确", "Bが正しい", "B가 정답입니다". */
const affirmed =
  /(?<![\p{Script=Latin}\p{N}])\(?([A-Z])\)?\s*(?:选项|選項|项|項|번|が|は|가|이|는|은|सही|صحيح)?\s*(?:是|为|為)?\s*(?:正确|正確|正解|正しい|对(?!\p{Script=Han}{0,3}[不错])|對|정답|맞|옳|सही|صحيح|ถูก)/gu;
const foreignDenial =
  /\b(?:nicht|kein|keine|no|non|não|pas|ne)\b|(?<!\p{L})не(?!\p{L})|不|没|沒|非|错|錯|误|誤|排除|ない|않|아니|틀|नहीं|ليس|ไม่/iu;

/** Declarations by words: "the answer is C", "I choose (C)", "option C is correct", "I think it is C", "réponse C". */
export function declarationsByWords(text: string, options: readonly Option[]): Declaration[] {
  return [
    ...namings(text, announced, options),
    ...namings(text, deciding, options),
    ...namings(text, leaving, options),
    ...namings(text, telling, options),
    ...suppositions(text, options),
    ...praises(text, options),
    ...foreignNamings(text, options),
    ...settlements(text, options),
  ];
}

function namings(text: string, words: RegExp, options: readonly Option[]): Declaration[] {
  return [...text.matchAll(words)].slice(-mostPlaces).flatMap((match) => {
    const end = match.index + match[0].length;
    const behind = text.slice(end, end + reach);
    const naming = leadingChoice(behind, options);
    return naming && isDeclared(text, match.index, end + optionLength(behind, naming, options)) ? [{ at: match.index, ...naming }] : [];
  });
}

/** How long the option's own text is that stands there: its question marks ask nothing. */
function optionLength(behind: string, { letter }: Naming, options: readonly Option[]): number {
  const own = options.find((option) => option.letter === letter);
  const text = own ? withoutEmphasis(own.text).trim() : "";
  const place = text === "" ? -1 : behind.slice(0, text.length + mostMarks).indexOf(text);
  return place === -1 ? 0 : place + text.length;
}

/** "I think it's C, not A" supposes C; "I think B is wrong" supposes nothing. */
function suppositions(text: string, options: readonly Option[]): Declaration[] {
  return [...text.matchAll(supposing)].slice(-mostPlaces).flatMap((match) => {
    const end = match.index + match[0].length;
    const behind = text.slice(end, end + reach);
    const naming = leadingChoice(behind, options);
    const clause = behind.split(/[,;.!?\n]/)[0] ?? "";
    return naming && !denies(clause) && !/\?/.test(clause) ? [{ at: match.index, ...naming }] : [];
  });
}

function praises(text: string, options: readonly Option[]): Declaration[] {
  return [...text.matchAll(praised)].slice(-mostPlaces).flatMap((match) => {
    const [whole, letter = "", written] = match;
    const own = options.find((option) => option.letter === letter);
    if (written !== undefined && (!own || optionForm(written) !== optionForm(own.text))) return [];
    if (!isDeclared(text, match.index, match.index + whole.length)) return [];
    return [{ at: match.index, ...checkedAgainstText(letter, "", options) }];
  });
}

/** "…, so B it is.", "It's probably C) Pluto." */
function settlements(text: string, options: readonly Option[]): Declaration[] {
  return [...text.matchAll(settled)].slice(-mostPlaces).flatMap((match) => {
    const isMeant = isDeclared(text, match.index, match.index + match[0].length);
    return isMeant
      ? [{ at: match.index, ...checkedAgainstText(match[1] ?? match[2] ?? "", text.slice(match.index + match[0].length), options) }]
      : [];
  });
}

function foreignNamings(text: string, options: readonly Option[]): Declaration[] {
  const found = [...text.matchAll(foreign), ...text.matchAll(unspaced), ...text.matchAll(affirmed)];
  return found.slice(-mostPlaces).flatMap((match) => {
    const letter = match[1]?.toUpperCase() ?? "";
    const line = text.slice(Math.max(0, match.index - 40), match.index + match[0].length + 20).split(/[\n.。!?，,；;]/);
    const clause = line.find((part) => part.includes(match[0].trim())) ?? "";
    if (foreignDenial.test(clause) || !options.some((option) => option.letter === letter)) return [];
    return [{ at: match.index, ...checkedAgainstText(letter, "", options) }];
  });
}
