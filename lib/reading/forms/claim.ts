import { tokensOf } from "../values/number-tokens";
import { sharedWords } from "./shared-words";

/** Longer is prose, and no value. Characters. */
export const longestValue = 60;
/** What draws a conclusion; what stands behind the last one counts. */
const drawing =
  /(?:^|[,;:.–—\s])(?:so|thus|therefore|hence|consequently|which (?:means|gives|leaves|makes|yields|brings|simplifies to|comes to)|this means|that means|this leaves|that leaves|leaving|giving|we get|we have|in total|altogether|also(?= \w+t )|daher|somit|donc|ainsi|por lo tanto|por tanto|así que|entonces|quindi|dunque|portanto|então|поэтому|значит|итого)(?=[\s,:])|所以|因此|故|よって|したがって|なので|따라서|그래서/gi;
/** What stands between a subject and what is said of it. */
const saying =
  /(?<![\w'’])(?:is|are|was|were|be|equals?|equal to|costs?|makes?|gives?|giving|yields?|leaves|leaving|left with|(?:has|have|had)(?! (?:been|begun|become|\w+ed)\b)|needs?|requires?|gets?|to get|takes?|pays?|paid|earns?|spends?|saves?|ends? at|comes? to|amounts? to|results? in|becomes?|totals?|weighs?|contains?|travels?|makes up|finds?|obtain|arrives? at|reach(?:es)?|ist|sind|beträgt|ergibt|kostet|est|sont|es|son|cuesta|è|são|é|равн[аоы]|составляет|равняется|spent|sold|got|used|bought|leaves us with|simplifies to|evaluates to|reduces to|rounds to|corresponds to)(?![\w'’])|это|—|は|是|为|等于|:(?!\d)|=|≈/gi;
/** What only explains or repeats what was said. */
const reason = /[,;]?\s+(?:because|since|, which is|, which are)\b(?:(?!,? (?:but|so|therefore|thus)\b).)*/gi;
const remark =
  /[,;]?\s+(?:as (?:it|the|they|this)|although|though|even though|who|where|compared (?:to|with)|that is,|or (?:about|approximately|roughly|around|simply|equivalently)|rather than|instead of|given|assuming|ignoring)\b.*$|,?\s+i\.e\.?,?\s.*$|,\s*(?:not|and not|but not)\s.*$|,\s+(?:\w+\s+){0,3}(?:after|before|when|while|during|until)\b.*$|(?<=\s[A-Z]\w{2,}),\s+(?:an?|the)\s+[^,]*$|\s*[≈∼]\s*[^=]*$|\s*\\(?:approx|simeq)(?![a-z])[^=]*$/i;
const bracketed = /\s*(?<!\\)\((?!\d+\s*,)[^()\\∞]*(?:[a-z]{2,}|≈|~)[^()]*\)(?=[\s.,;!]*$|[\s,;])/gi;

/** What a sentence concludes: what stands behind the last word that draws a conclusion, without what only explains it. */
export function conclusionOf(sentence: string): string {
  return afterLast(shortened(sentence), drawing);
}

/** What a claim says of its subject: all behind its last verb or sign of equality; the claim itself where nothing is. */
export function behindVerb(claim: string): string {
  return afterLast(claim, saying);
}

/** Of several things that one sentence says, the one that takes up most of the question; of equals the last. */
export function mostAsked(claim: string, question: string): string {
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
  if (place <= 0 || isShare || tokensOf(behindVerb(before)).length === 0) return text;
  return `${before}${/, (?:so|but|therefore|thus|hence)\b.*$/.exec(text.slice(place))?.[0] ?? ""}`;
}

function afterLast(text: string, words: RegExp): string {
  const last = [...text.matchAll(words)].at(-1);
  const rest = last ? text.slice(last.index + last[0].length) : text;
  return /[\p{L}\p{N}]/u.test(rest) ? rest.replace(/^[\s,:]+/, "") : text;
}
