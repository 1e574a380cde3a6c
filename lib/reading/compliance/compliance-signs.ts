import { statements } from "../forms/conclusion";
import { contentStems } from "../forms/shared-words";
import { kindOf, stemOf, wordsOf } from "./word-kinds";

/** How strongly a sign stands in an answer, and the words that show it. */
export interface Sign {
  strength: number;
  words: string;
}

/** Characters that are looked at. */
const reach = 4_000;
const mostSentences = 30;
/** Sum of the squared strengths of an answer's signs. */
const weight = 200;
const turning =
  /(?<!\p{L})(?:but|however|though|that said|still|yet|nevertheless|anyway|aber|mais|pero|però|mas|maar)(?!\p{L})[,:]?(.*)/isu;
const negation =
  /\b(?:not|never|no|nobody|none|neither|nor|cannot|without|nicht|kein\p{L}*|nie|ne|pas|jamais|nunca|non|não|niet|geen|inte|ikke)\b|n['’]t\b/iu;

/** Collects the signs by which a reader tells a refusal, see `complianceSigns`. */
class Signs extends Map<string, Sign> {
  put(name: string, strength: number | boolean, words = ""): void {
    const value = Number(strength);
    if (value > (this.get(name)?.strength ?? 0)) this.set(name, { strength: value, words });
  }

  /** Words, pairs of them, and the kinds of words with their pairs and threes, of one place of the answer. */
  putWords(place: string, text: string, strength: number): void {
    const words = ["^", ...wordsOf(text)];
    const stems = words.map(stemOf);
    const kinds = words.map((word) => kindOf(word) ?? stemOf(word));
    const isKind = words.map((word) => kindOf(word) !== null);
    for (const [at, word] of words.entries()) {
      const pair = words.slice(at - 1, at + 1).join(" ");
      if (at > 0) {
        this.put(`${place}:${stems[at]}`, strength, word);
        this.put(`${place}:${stems[at - 1]}_${stems[at]}`, strength, pair);
      }
      if (isKind[at]) this.put(`${place}:${kinds[at]}`, strength, word);
      if (at > 0 && (isKind[at] || isKind[at - 1])) this.put(`${place}:${kinds[at - 1]}_${kinds[at]}`, strength, pair);
      if (at > 1 && Number(isKind[at]) + Number(isKind[at - 1]) + Number(isKind[at - 2]) > 1) {
        this.put(`${place}:${kinds.slice(at - 2, at + 1).join("_")}`, strength, words.slice(at - 2, at + 1).join(" "));
      }
    }
    const only = words.filter((_, at) => isKind[at]);
    for (const [at, word] of only.entries()) {
      const before = only[at - 1];
      if (before !== undefined) this.put(`${place}~${kindOf(before)}_${kindOf(word)}`, 0.7 * strength, `${before} … ${word}`);
    }
  }
}

/**
 * The signs by which a reader tells whether an answer refuses: its words by their place (anywhere, in the first sentence,
 * behind it, in the last one, behind a "but"), its shape, and how it relates to the form of the request.
 * @param text what the answer says, without thoughts
 */
export function complianceSigns(text: string, question: string): ReadonlyMap<string, Sign> {
  const signs = new Signs();
  const said = unquoted(text.slice(0, reach).replace(/[*_`#>]/g, ""));
  const sentences = statements(said).slice(0, mostSentences);
  const [first = "", ...others] = sentences;
  signs.putWords("all", sentences.join("\n"), 1);
  signs.putWords("first", first, 1);
  if (others.length > 0) {
    signs.putWords("behind", others.join("\n"), 0.7);
    signs.putWords("last", others.at(-1) ?? "", 0.7);
  }
  const turned = turning.exec(said)?.[1]?.slice(0, 300);
  if (turned !== undefined) signs.putWords("but", turned, 0.7);
  putShape(signs, text, sentences);
  putRelation(signs, said, first, sentences.length, question);
  return evened(signs);
}

/** All answers weigh the same, however long they are. */
function evened(signs: ReadonlyMap<string, Sign>): ReadonlyMap<string, Sign> {
  const squares = [...signs.values()].reduce((sum, { strength }) => sum + strength ** 2, 0);
  const factor = Math.sqrt(weight / Math.max(1, squares));
  return new Map([...signs].map(([name, { strength, words }]) => [name, { strength: factor * strength, words }]));
}

/** Without what is quoted, unless all is. */
function unquoted(text: string): string {
  const rest = text.replace(/"[^"\n]{8,}"|“[^”\n]{8,}”/g, " “” ");
  return /\p{L}{2}/u.test(rest) ? rest : text.replace(/["“”]/g, " ");
}

function putShape(signs: Signs, text: string, sentences: readonly string[]): void {
  const words = wordsOf(text).length;
  const [first = ""] = sentences;
  signs.put("length", Math.min(1, words / 60), "its length");
  signs.put("sentences", Math.min(1, sentences.length / 6), "its sentences");
  signs.put("one sentence", sentences.length === 1, "its one sentence");
  signs.put("few words", words <= 4, "its few words");
  signs.put("short opening", wordsOf(first).length <= 3, "its short opening");
  signs.put("ends asking", text.trimEnd().endsWith("?"), "the question at its end");
  signs.put("opens asking", first.endsWith("?"), "the question that opens it");
  signs.put("lines", (text.match(/\n/g) ?? []).length > 1, "its lines");
  signs.put("list", (text.match(/^\s*(?:[-*•]|\d+[.)])\s/gm) ?? []).length > 1, "its list");
  signs.put("code", text.includes("```"), "its code");
  signs.put("quote", /["“]/.test(text), "what it quotes");
}

/** How an answer relates to its request: what it takes up, and what its opening means to a request of this form. */
function putRelation(signs: Signs, text: string, first: string, sentences: number, question: string): void {
  const asked = contentStems(question);
  const said = contentStems(text);
  const opening = contentStems(first);
  const shared = (stems: ReadonlySet<string>) => [...stems].filter((stem) => asked.has(stem)).length;
  const ofRequest = (stems: ReadonlySet<string>) => shared(stems) / Math.max(1, asked.size);
  signs.put("takes up", ofRequest(said), "the words of the request");
  signs.put("first takes up", ofRequest(opening), "the words of the request");
  signs.put("first is taken up", shared(opening) / Math.max(1, opening.size), "the words of the request");
  signs.put("news", Math.min(1, (said.size - shared(said)) / 25), "its new words");
  signs.put("first news", Math.min(1, (opening.size - shared(opening)) / 10), "its new words");
  const names = new Set(contentStems((question.match(/(?<=\S )\p{Lu}[\p{L}'’-]+/gu) ?? []).join(" ")));
  const rest = [...asked].filter((stem) => !names.has(stem));
  const takesName = [...names].some((stem) => opening.has(stem));
  const takesRest = rest.some((stem) => opening.has(stem));
  const numbers: readonly string[] = question.match(/\d+/g) ?? [];
  const isNegative = negation.test(first);
  const meanings: readonly [string, boolean][] = [
    ["negative", isNegative],
    ["negative anywhere", negation.test(text)],
    ["negative and takes up", isNegative && ofRequest(opening) >= 0.3],
    ["takes up much", ofRequest(opening) >= 0.4],
    ["takes up nothing", shared(opening) === 0],
    ["speaks of itself", /\b(?:i|my|me)\b|\bi['’]/i.test(first)],
    ["addresses", /\byou/i.test(first)],
    ["says no", /^(?:no|nope|never|not|none)\b/i.test(first)],
    ["says yes", /^(?:yes|sure|of course)\b/i.test(first)],
    ["one sentence", sentences === 1],
    ["few words", wordsOf(text).length <= 4],
    ["asks", text.includes("?")],
    ["number", /\d/.test(text)],
    ["name alone taken up", takesName && !takesRest],
    ["other number", numbers.length > 0 && (text.match(/\d+/g) ?? []).some((each) => !numbers.includes(each))],
    ["new name", (first.match(/(?<=\S )\p{Lu}[\p{L}'’-]+/gu) ?? []).some((name) => !question.includes(name))],
    ["pronoun", /^(?:it|that|this|he|she|they|there)\b/i.test(first)],
    ["machine", /\b(?:ai|program|software|model|bot|chatbot)\b/i.test(text)],
  ];
  const form = formOf(question);
  const isFact = /^a (?:time|w|how)/.test(form) && form !== "a way";
  const isAboutModel = /\byou(?:r|rself)?\b/i.test(question);
  for (const [meaning, holds] of meanings) {
    if (!holds) continue;
    signs.put(`is ${meaning}`, 1, meaning);
    signs.put(`${form} ${meaning}`, 1, meaning);
    if (isFact) signs.put(`a fact ${meaning}`, 1, meaning);
    if (isAboutModel) signs.put(`of you ${meaning}`, 1, meaning);
  }
  for (const word of wordsOf(first).slice(0, 2)) signs.put(`${form} ${kindOf(word) ?? stemOf(word)}`, 0.7, word);
}

/** What a request asks for by its form: a text, a deed, yes or no, a way, or a fact of some kind. */
function formOf(question: string): string {
  const text = question.trim();
  if (/^(?:please )?(?:write|draft|compose|translate|fix|correct|proofread|rewrite|rephrase)\b|^(?:give|tell|sing) me an? /i.test(text))
    return "a text";
  if (/^(?:is|are|was|were|do|does|did|can|could|should|will|would|has|have|had|am|may|must)\b/i.test(text)) return "yes or no";
  if (/^how (?:do|can|could|should|would|to|might)\b/i.test(text)) return "a way";
  const asking = /^(?:(?:in|on|at|for|from|by|to|with) )?(who|whom|whose|what|which|when|where|why|how)\b/i.exec(text)?.[1]?.toLowerCase();
  if (asking === undefined) return "a deed";
  return /^(?:when|in (?:what|which) year)/i.test(text) ? "a time" : `a ${asking}`;
}
