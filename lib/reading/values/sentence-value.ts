import { sharedWords } from "../forms/shared-words";
import { comparableValue, meansTheSame } from "./comparable-value";
import { tidy, token, tokensOf } from "./number-tokens";

/** Longer is prose, and no value. Characters. */
const longestValue = 60;
/** What draws a conclusion; what stands behind the last one counts. */
const drawing =
  /(?:^|[,;:.–—\s])(?:so|thus|therefore|hence|consequently|which (?:means|gives|leaves|makes|yields|brings|simplifies to|comes to)|this means|that means|this leaves|that leaves|leaving|giving|we get|we have|in total|altogether|also(?= \w+t )|daher|somit|donc|ainsi|por lo tanto|por tanto|así que|entonces|quindi|dunque|portanto|então|поэтому|значит|итого)(?=[\s,:])|所以|因此|故|よって|したがって|なので|따라서|그래서/gi;
/** What stands between a subject and what is said of it. */
const saying =
  /(?<![\w'’])(?:is|are|was|were|be|equals?|equal to|costs?|makes?|gives?|giving|yields?|leaves|leaving|left with|(?:has|have|had)(?! (?:been|begun|become|\w+ed)\b)|needs?|requires?|gets?|to get|takes?|pays?|paid|earns?|spends?|saves?|ends? at|comes? to|amounts? to|results? in|becomes?|totals?|weighs?|contains?|travels?|makes up|finds?|obtain|arrives? at|reach(?:es)?|ist|sind|beträgt|ergibt|kostet|est|sont|es|son|cuesta|è|são|é|равн[аоы]|составляет|равняется|spent|sold|got|used|bought|leaves us with|simplifies to|evaluates to|reduces to|rounds to|corresponds to)(?![\w'’])|это|—|は|是|为|等于|:(?!\d)|=|≈/gi;
const verdict = /\b(not\s+)?(?:\w+ly\s+)?["'“]?(yes|no|maybe|true|false|valid|invalid)\b["'”]?(?=\s*(?:[.!)]|$|,|;))/gi;
const opposite: Record<string, string> = { valid: "invalid", invalid: "valid", true: "false", false: "true" };
/** What only explains or repeats what was said. */
const reason = /[,;]?\s+(?:because|since|, which is|, which are)\b(?:(?!,? (?:but|so|therefore|thus)\b).)*/gi;
const remark =
  /[,;]?\s+(?:as (?:it|the|they|this)|although|though|even though|who|where|compared (?:to|with)|that is,|or (?:about|approximately|roughly|around|simply|equivalently)|rather than|instead of|given|assuming|ignoring)\b.*$|,?\s+i\.e\.?,?\s.*$|,\s*(?:not|and not|but not)\s.*$|,\s+(?:\w+\s+){0,3}(?:after|before|when|while|during|until)\b.*$|(?<=\s[A-Z]\w{2,}),\s+(?:an?|the)\s+[^,]*$|\s*[≈∼]\s*[^=]*$|\s*\\(?:approx|simeq)(?![a-z])[^=]*$/i;
const bracketed = /\s*(?<!\\)\((?!\d+\s*,)[^()\\∞]*(?:[a-z]{2,}|≈|~)[^()]*\)(?=[\s.,;!]*$|[\s,;])/gi;
const doubtful = /\b(?:[Ee]ither|[Bb]etween|could|might|may|[Pp]erhaps|would have|[Ii]f)\b/;

/**
 * The value that a sentence says, or null where it says none or more than one. "So the jacket costs 80 - 12 = 68 dollars,
 * not 80." says 68.
 * @param question its text: what it asks for, and the numbers that are given rather than found
 */
export function sentenceValue(sentence: string, question: string): string | null {
  const whole = afterLast(shortened(sentence), drawing);
  const solutions = /(?<![\w\\])([a-z])\s*=\s*[^=,;.]{1,20}?(?:,?\s+(?:or|and)\s+|,\s*)\1\s*=\s*[-−+\w/.\\{}√]{1,20}/i.exec(whole)?.[0];
  if (solutions !== undefined) return solutions;
  const claim = mostAsked(whole, question);
  return (
    emphasised(sentence) ??
    openedVerdict(sentence) ??
    verdictOf(claim, question) ??
    formula(claim) ??
    point(claim) ??
    expression(claim) ??
    equated(claim) ??
    (asksForWords(question) ? null : counted(claim, question))
  );
}

/** What a sentence says of its subject in words: "The capital is Astana." says Astana. Null for whole clauses. */
export function sentencePredicate(sentence: string, question: string): string | null {
  // "There are many things to say" says nothing of a subject.
  if (/^there\b/i.test(sentence) && !/\d/.test(sentence)) return null;
  const claim = mostAsked(afterLast(shortened(sentence), drawing), question).replace(/\*\*|__|`/g, "");
  const behind =
    /^.{2,}?\b(?:is|are|was|were)(?: (?:therefore|thus|now|then|most likely|probably|likely|actually|simply|called|named|known as|still))*\s+(\S.*)$/i.exec(
      claim,
    )?.[1];
  const acted = /\b(?:by|named|called)\s+((?:\p{Lu}[\p{L}.'’-]*|of|de|van|von|da)(?:\s+(?:\p{Lu}[\p{L}.'’-]*|of|de|van|von|da))*)/u.exec(
    behind ?? claim,
  )?.[1];
  if (acted !== undefined && /\b(?:who|whom|author|composer|writer|director|painter|singer|inventor)\b/i.test(question)) return acted;
  const said = /^[a-z]+(?:ed|en|t)?\s+(?:\w+\s+)?(?:by|as)\b/.test(behind ?? "") ? acted : (behind ?? acted);
  const value = said
    ?.replace(/[.!]+$/, "")
    .replace(
      /^(?:(?:located|situated|found|based|born|set|held|spoken)\s+)?(?:in|by|at|from|as|on|near)\s+(?:the (?:city|town|village|country|state) of\s+)?(?=\p{Lu})/u,
      "",
    )
    .replace(/,\s+(?:in what|now|formerly|today)\b.*$/, "")
    .replace(/^(["'“‘])(.*)["'”’]$/, "$2")
    .trim();
  const classed =
    /\b(?:classif\w+|label\w*|describ\w+|categori[sz]\w+|regard\w*)\s+(?:it |this |that |the \w+ )?as\s+(?:an? )?["'“‘*]*([\w-]+)["'”’*]*[.!]*$/i.exec(
      sentence,
    )?.[1];
  if (classed !== undefined) return classed;
  const ends = /\b(?:is|are|was|were)\s+(?:therefore|thus|hence|so)\s+["'“‘]?([\w-]+(?:\s[\w-]+)?)["'”’]?[.!]*$/i.exec(sentence)?.[1];
  if (ends !== undefined && !/\d/.test(ends)) return ends;
  const subject = /^(?:and |but |the )?(.{2,40}?)\s+(?:is|are|was|were)\b/i.exec(claim)?.[1];
  const isGiven = behind !== undefined && sharedWords(question, behind) >= 0.99;
  if (isGiven && subject !== undefined && sharedWords(question, subject) < 0.99) return subject;
  if (value === undefined && !asksForNumber(question)) return freshSpan(claim, question);
  if (value === undefined || value === "" || value.length > longestValue || value.split(/\s+/).length > 8) return null;
  const fresh =
    !/^\p{Lu}/u.test(value) && value.split(/\s+/).some((word) => sharedWords(question, word) > 0) ? freshSpan(value, question) : null;
  if (fresh !== null && !/\d/.test(value)) return fresh;
  return /^(?:not|never|no longer|unclear|unknown|correct|right|wrong|that|it|what|how|why)\b/i.test(value) ||
    (asksForNumber(question) && !/\d/.test(value))
    ? null
    : value;
}

/** Whether only a number can answer a question. */
export function asksForNumber(question: string): boolean {
  return /\b(?:how (?:many|much|far|long|old|tall|fast)|what (?:percent|fraction)|compute|calculate|evaluate|probability|(?:average )?speed|distance|area|volume|perimeter|(?:sum|product|difference|remainder|total|number) of|in (?:dollars|euros|km|metres|meters|percent))\b/i.test(
    question,
  );
}

/** The only words of a sentence that the question has not: "Kenji Mori plays baseball." */
function freshSpan(claim: string, question: string): string | null {
  const known = (word: string) =>
    sharedWords(question, word) > 0 ||
    /^(?:the|an?|of|in|on|at|by|to|it|its|was|were|is|are|he|she|his|her|they|and|as|for|with|from|would|could|should|can|will|be|been|that|this|not|i|we|you|works?|located|lies|found|situated|born|has|have|had|classify|choose|call|say)$/i.test(
      word,
    ) ||
    question.toLowerCase().includes(word.toLowerCase());
  const words = claim.replace(/[.!]+$/, "").split(/\s+/);
  const fresh = words.map((word) => !known(word.replace(/[^\p{L}\p{N}'’-]/gu, "")));
  const first = fresh.indexOf(true);
  const last = fresh.lastIndexOf(true);
  const span = words.slice(first, last + 1);
  if (first === -1 || span.length > 5 || fresh.slice(first, last + 1).includes(false)) return null;
  const named = span.length > 1 ? span.filter((word) => /^["'“]?\p{Lu}/u.test(word)) : span;
  return (named.length > 0 ? named : span).join(" ").replace(/^["'“‘]|["'”’,;]+$/g, "");
}

function asksForWords(question: string): boolean {
  return (
    /\b(?:who|whom|whose)\b|\b(?:which|what) (?:\w+ )?(?:city|country|person|name|language|colou?r|river|capital|word|company|band|genre|religion|occupation|sport|author)\b/i.test(
      question,
    ) && !asksForNumber(question)
  );
}

function shortened(sentence: string): string {
  let text = withoutRelative(sentence.replace(bracketed, "").trim()).replace(reason, "");
  for (let pass = 0; pass < 3; pass += 1) text = text.replace(remark, "").trim();
  return text === "" ? sentence : text;
}

/** "= 24 clips, which is half of it" without the rest; "the third one, which is 7" as it stands. */
function withoutRelative(text: string): string {
  const place = text.search(/(?<!\bof),? which (?!means|gives|leaves|makes|yields|brings|simplifies|comes)/);
  const before = text.slice(0, place);
  const isShare = /%\s+of\s+\S+$/.test(before);
  if (place <= 0 || isShare || tokensOf(afterLast(before, saying)).length === 0) return text;
  return `${before}${/, (?:so|but|therefore|thus|hence)\b.*$/.exec(text.slice(place))?.[0] ?? ""}`;
}

/** Of several things that one sentence says, the one that takes up most of the question; of equals the last. */
function mostAsked(claim: string, question: string): string {
  const main = claim.replace(/^(?:when|if|for|in|with)\b[^,]*,\s+(?=(?:the|its|there)\b)/i, "");
  const parts = main
    .split(
      /,\s+(?:and|but|while|whereas)\s+(?=\S+\s)|;\s+|,\s+(?=(?:the|its|their|his|her|[A-Z]\w+)\s[^,]*\b(?:is|are|was|were)\b)|\s+and\s+(?=(?:the|its|their)\s\S+\s(?:is|are|was|were)\b)/,
    )
    .filter((part) => /[\p{L}\p{N}]/u.test(part));
  if (parts.length < 2) return main;
  const shares = parts.map((part) => sharedWords(part, question));
  const most = Math.max(...shares);
  return parts[shares.lastIndexOf(most)] ?? claim;
}

function afterLast(text: string, words: RegExp): string {
  const last = [...text.matchAll(words)].at(-1);
  const rest = last ? text.slice(last.index + last[0].length) : text;
  return /[\p{L}\p{N}]/u.test(rest) ? rest.replace(/^[\s,:]+/, "") : text;
}

/** "So yes, you are back." */
function openedVerdict(sentence: string): string | null {
  return /^(?:(?:so|thus|therefore|hence|then|and|but),?\s+)?(yes|no)\b(?=\s*[,.:;!–—])/i.exec(sentence)?.[1] ?? null;
}

/** A point or an interval that ends a claim: "the vertex is (1, 4)". */
function point(claim: string): string | null {
  return /[([]\s?[-−\d./√π∞\w\\]{1,20}\s?(?:,\s?[-−\d./√π∞\w\\]{1,20}\s?){1,3}[)\]](?=[.\s]*$)/.exec(claim)?.[0] ?? null;
}

/** An expression with a letter or brackets that a claim says: "the factored form is 2(x - 3)". */
function expression(claim: string): string | null {
  const side = afterLast(claim, saying).replace(/[.\s]+$/, "");
  const isExpression =
    side !== claim &&
    /[a-z(√]/i.test(side) &&
    /\d/.test(side) &&
    /^[-−+(]?\s?[\da-z√π(][\da-z²³⁴^+\-−*/·×().√π\s]*$/i.test(side) &&
    !/[a-z]{2}/i.test(side);
  return isExpression && side.length <= longestValue && !/^\d+\s[a-z]$/i.test(side) ? side : null;
}

/** The last formula of a claim, where it is what is said: "which simplifies to $x^2 - 1$". */
function formula(claim: string): string | null {
  const last = [...claim.matchAll(/(?:\$\$?|\\\(|\\\[)([^$]{1,200}?)(?:\$\$?|\\\)|\\\])/g)].at(-1);
  const isMoney = /^\d[\d.,]*\s*[-+−–×x*/=(]*\s*$|\p{L}{2,}\s+\p{L}{2,}\s+\p{L}/u.test(last?.[1] ?? "");
  if (!last || isMoney || /\p{L}{3,}/u.test(claim.slice(last.index + last[0].length).replace(/^\s*[a-z²³/^]+\b/i, ""))) return null;
  const inside = (last[1] ?? "").split(/(?<![<>\\!])=|\\approx/);
  const said = (/\\approx/.test(last[1] ?? "") ? inside[inside.length - 2] : inside.at(-1))?.trim() ?? "";
  return said === "" || /^\d[\d.,]*\s+[a-z]{3,}/.test(said) ? null : said;
}

/** The only stretch that is set in bold or as code. */
function emphasised(sentence: string): string | null {
  const spans = [...sentence.matchAll(/\*\*([^*]{1,60})\*\*|(?<!`)`([^`]{1,60})`(?!`)/g)].map(([, bold, code]) =>
    (bold ?? code ?? "").trim(),
  );
  const [named = "", ...others] = spans.filter((span) => !/[:：]$/.test(span));
  const only = named.replace(/^[\p{L} ]{1,30}:\s+(?=[$€£\d-])/u, "");
  if (/[a-z]{2,}\s.*\d/i.test(only) && sentence.length - only.length < 8) return null;
  if (afterLast(only, saying) !== only && /\s\S+\s/.test(only)) return null;
  return only === "" ||
    others.length > 0 ||
    /\w\s\w+\s\w+\s\w/.test(only) ||
    sentence.indexOf("=", sentence.indexOf(only) + only.length) !== -1
    ? null
    : only;
}

function verdictOf(claim: string, question: string): string | null {
  const last = [...claim.matchAll(verdict)].at(-1);
  const word = last?.[2]?.toLowerCase();
  const isAlone = last !== undefined && last.index === 0;
  const isAsked = /\b(?:true or false|yes or no|yes, no|valid or invalid)\b|- yes - no/i.test(question);
  if (last && (isAlone || isAsked) && last[1] === undefined) return last[2] ?? null;
  if (
    !last ||
    word === undefined ||
    !/(?:is|are|:|=|deduce\w*|be|to|evaluates? to|as|answer)\s*(?:therefore |thus |not |\w+ly )*["'“]?$/i.test(
      claim.slice(0, last.index + last[0].length - word.length - (/["'”]$/.test(last[0]) ? 1 : 0)),
    )
  )
    return null;
  return last[1] === undefined ? (last[2] ?? null) : (opposite[word] ?? null);
}

/** What stands behind the last sign of equality, where it is a value, with or without a unit. */
function equated(claim: string): string | null {
  const place = Math.max(claim.lastIndexOf("="), claim.lastIndexOf("＝"));
  if (place === -1) return null;
  const side = claim
    .slice(place + 1)
    .replace(/\$(?=\s*\p{L}|\s*$)/u, "")
    .replace(/^[\s&]+/, "")
    .replace(/(?:\$+|\\\)|\\\])?[\s.,;]*$/, "")
    .replace(/\*\*/g, "")
    .trim();
  if (afterLast(side, saying) !== side) return null;
  const alternatives = /^(.+?),? or (.+)$/.exec(side);
  if (alternatives) return meansTheSame(alternatives[2] ?? "", alternatives[1] ?? "") ? tidy(alternatives[1] ?? "") : null;
  const isValue =
    side !== "" &&
    side.length <= longestValue &&
    !/[<>]/.test(side) &&
    !/\p{L}{2,}.*\s\S+\s\S+\s\S+/u.test(side.replace(/\\[a-z]+(?:\{[^{}]*\})?/gi, ""));
  const isExpression = /^[-−+(]?\s?[\da-z](?![a-z])[\da-z²³⁴^+\-−*/·×().√π\s{}]*$/i.test(side) && !/[a-z]{2}/i.test(side);
  if (isValue && (isExpression || /^[-−+]?[\d\\($€£√π.[{]/.test(side))) return tidy(side);
  const first = [...side.matchAll(token)][0];
  return first?.index === 0 ? tidy(first[0]) : null;
}

/** The number of a claim: the first behind its verb, else the only one, else the only one that the question did not give. */
function counted(claim: string, question: string): string | null {
  if (doubtful.test(claim)) return null;
  const behind = afterLast(claim, saying);
  const below = /(\d[\d.,]*)\s+\w+\s+below zero/.exec(claim)?.[1];
  if (below !== undefined) return `-${below}`;
  const isForeign = /(?<!\p{L})(?:el|los|las|en|der|die|das|und|il|di|und|são|é|het|een|le|les|og|och)(?!\p{L})/iu.test(claim);
  const tokens = (text: string) =>
    tokensOf(text).map((each) => (isForeign && /^\d{1,3}(?:\.\d{3})+$/.test(each) ? each.replaceAll(".", "") : each));
  const asked = nearAsked(claim, question);
  if (asked !== null) return asked;
  const [first] = tokens(behind);
  if (behind !== claim && first !== undefined) return first;
  const all = tokens(claim);
  const found = new Map(all.map((each) => [comparableValue(each), each]));
  if (found.size === 1) return all[0] ?? null;
  const given = new Set(tokensOf(question).map(comparableValue));
  const fresh = [...found].filter(([form]) => !given.has(form));
  return fresh.length === 1 ? (fresh[0]?.[1] ?? null) : null;
}

/** The number that stands with what the question asks to count or to measure: "270 girls and 180 boys". */
export function nearAsked(claim: string, question: string): string | null {
  const noun = (/\bin (\p{L}{4,})\??$/iu.exec(question) ??
    /\bhow (?:many|much) (?:more |other |different )?(?!do|did|is|are|was|were|will|can|has|have|of|more|less)(\p{L}{3,})/iu.exec(
      question,
    ) ??
    /\bin (litres|liters|dollars|euros|minutes|hours|seconds|metres|meters|degrees)\b/i.exec(question))?.[1];
  if (noun === undefined) return null;
  const stem = noun
    .toLowerCase()
    .replace(/(?:es|s)$/, "")
    .slice(0, 6);
  const beside = new RegExp(
    `(?<!\\bof (?:the )?)(${token.source})(?=(?:\\s+(?:more|of|which|are|other))*\\s+(?:\\p{L}+\\s+)?${stem})`,
    "giu",
  );
  const of = [...claim.replace(/\*\*/g, "").matchAll(beside)].map(([each]) => each);
  const last = of.at(-1);
  return last !== undefined && new Set(tokensOf(claim)).size > 1 ? tidy(last) : null;
}

/**
 * The name or number that opens an answer and is explained behind: "Nora Bergman. She also wrote it." Null where the first
 * words are a sentence, a heading or a courtesy.
 */
export function openingName(text: string, question: string): string | null {
  const [, opening = "", rest = ""] = /^([^\n]{1,60}?)(?:(?<!\d!)(?<=[.!])\s+|\s*\n+)(\S[\s\S]*)$/.exec(text) ?? [];
  const name = opening
    .replace(/[*_`#"“”]/g, "")
    .replace(/[.!]$/, "")
    .trim();
  if (name === "" || /\b(?:wait|actually|correction|oops)\b/i.test(rest)) return null;
  if (/^[-−]?[$€£]?\d[\d.,]*\s?(?:%|°?[A-Za-z²³/]{1,12})?$/.test(name)) return name;
  const isName = asksForWords(question) && /^(?:\p{Lu}[\p{L}.'’-]*(?:\s+(?:\p{Lu}[\p{L}.'’-]*|of|the|de|van|von|da))*)$/u.test(name);
  return isName &&
    !/^(?:sure|solution|explanation|answer|okay|ok|well|hello|hi|step|yes|no|analysis|context|background|question|great|certainly|sorry)\b/i.test(
      name,
    )
    ? name
    : null;
}
