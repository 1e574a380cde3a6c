import type { Passage } from "./passages";
import type { Mention, Scene } from "./scene";

/** What stands directly before a value, by name. */
const before: readonly [string, RegExp][] = [
  [
    "behind-is",
    /\b(?:is|are|was|were|be|it's|that's|he's|she's|they're)(?: (?:therefore|thus|then|now|simply|just|exactly|called|about|only|also|equal to|actually|most likely|probably|indeed|still))*(?: (?:the|an?|its|his|her|in|at|on|by|from))?[:\s"]*$/i,
  ],
  ["behind-equals", /(?:=|≈|\bequals?|\bequal to)\s*$/i],
  [
    "behind-gives",
    /\b(?:gives?|giving|makes?|making|get|gets|getting|have|has|had|yields?|leaves?|leaving|obtain|comes? to|amounts? to|totals?|becomes?|needs?|costs?|takes?|took|earns?|pays?|spends?|reach(?:es)?|arrive at|results? in|left with|ends? up with|brings? (?:us )?to|find|contains?|sum to|add up to|adds up to)(?: (?:us|you|me|him|her|them|a total of|exactly|about|only|an?|the))*\s*$/i,
  ],
  ["behind-by", /\bby(?: the)?(?: [a-z]+){0,3}\s*$/i],
  ["behind-called", /\b(?:called|named|known as|termed|as|name is)(?: the| an?)?[\s"]*$/i],
  ["behind-place-word", /\b(?:in|at|on|near|to|into)(?: the)?(?: (?:city|town|village|country|year|state) of)?\s*$/i],
  ["behind-of", /\bof(?: the| an?)?\s*$/i],
  ["behind-from", /\b(?:from|since|before|after|until|between)(?: the)?\s*$/i],
  ["behind-than", /\bthan(?: the)?\s*$/i],
  ["behind-not", /\bnot(?: (?:the|an?|in|by|to|at))*[\s"]*$/i],
  ["behind-or", /\bor(?: the| an?)?\s*$/i],
  ["behind-and", /\b(?:and|plus|with)(?: the| an?)?\s*$/i],
  ["behind-sign", /[-+*/^÷<>]\s*$/],
  ["behind-comma", /,\s*$/],
  ["behind-colon", /:\s*$/],
  ["behind-bracket", /\($/],
  ["behind-must-be", /\b(?:must|should|has to|have to|will|would) be(?: the| an?)?\s*$/i],
  ["behind-answer-is", /\b(?:answer|result|solution|total|name|value)\b[^.,;]{0,30}\b(?:is|was|be|are)(?: the| an?)?[:\s"]*$/i],
  ["behind-share", /\b(?:divided by|times|multiplied by|subtract(?:ing)?|add(?:ing)?|minus|multiply(?:ing)?|divid(?:e|ing))(?: the)?\s*$/i],
];
/** What stands directly behind it. */
const behind: readonly [string, RegExp][] = [
  ["before-is", /^["')\]]*\s+(?:is|are|was|were|has|had|have|does|did)\b/i],
  ["before-equals", /^\s*(?:=|≈)/],
  ["before-sign", /^\s*[-+*/^÷<>](?=\s*[\d(a-z]\b)/i],
  ["before-or", /^[^.,;]{0,12}?,?\s+or\b/i],
  ["before-and", /^[^.,;]{0,12}?,?\s+and\b/i],
  ["before-end", /^[^.!?,;:]{0,25}[.!]?["')\]]*\s*$/],
  ["directly-before-end", /^\s?(?:\p{L}{1,12}|%)?[.!]?["')\]]*\s*$/u],
  ["before-comma", /^["')\]]*,/],
  ["before-colon", /^["')\]]*:/],
  ["before-bracket", /^["']*\s*\(/],
  ["before-reason", /^[^.;]{0,25},? (?:because|since|as|for)\b/i],
  ["before-not", /^[^.;]{0,20},? (?:not|rather than|instead of)\b/i],
  ["before-verb", /^["')\]]*\s+(?!is|was|has|his|its|this|as\b)[a-z]+(?:ed|es|s|ote|ame|ew|old|on|ade)\b/i],
  ["before-which", /^["')\]]*,? (?:which|who|whose|where|that)\b/i],
];
const commitment = /\b(?:or|and|,)\s*$/i;

/** What speaks by standing beside a mention. */
export function besideEvidence(mention: Mention, passage: Passage, scene: Scene): string[] {
  const { text } = scene.answer;
  const left = text.slice(Math.max(passage.at, mention.start - 60), mention.start);
  const right = text.slice(mention.end, Math.min(passage.end, mention.end + 60));
  const names = [
    ...before.filter(([, pattern]) => pattern.test(left)).map(([name]) => name),
    ...behind.filter(([, pattern]) => pattern.test(right)).map(([name]) => name),
  ];
  return [...names, ...(isAmongRivals(mention, scene) ? ["among-rivals"] : [])];
}

/** "Mozart or Beethoven", "2, 3 and 5" */
function isAmongRivals(mention: Mention, scene: Scene): boolean {
  const { text } = scene.answer;
  return scene.mentions.some((rival) => {
    if (rival.key === mention.key) return false;
    const [one, other] = rival.start < mention.start ? [rival, mention] : [mention, rival];
    const gap = text.slice(one.end, other.start);
    return other.start >= one.end && gap.length <= 12 && (commitment.test(gap) || /^,? (?:or|and)(?: in| the| an?)? $/i.test(gap));
  });
}
