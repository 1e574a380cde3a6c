/** One rule that an opening sentence may meet, with the words that name it. */
export interface RefusalRule {
  reason: string;
  matches(sentence: string): boolean;
}

const person = "\\b(?:i|we)";
const cannot =
  "(?:can ?not|can['’]?t|could ?n['’]?t|am not able to|['’]?m not able to|are not able to|am unable to|['’]?m unable to|are unable to|won['’]?t be able to|will not be able to|am not in a position to|am not allowed to|['’]?m not allowed to|am not permitted to)";
const willNot =
  "(?:wo ?n['’]?t|will not|would not|wouldn['’]?t|must not|must decline to|decline to|refuse to|do not|don['’]?t|am not going to|['’]?m not going to)";
const softly =
  "(?: am|['’]m| was)?(?: (?:truly|very|so|really))?(?: sorry,?(?: but)?| afraid(?: that)?)? ?(?:i |we )?(?:really |simply |just |unfortunately |also |therefore )*";
const help =
  "(?:help|assist|provide|share|do|answer|comply|give|support|discuss|tell|reveal|show|explain|offer|create|write|say|make|teach|fulfil|fulfill|engage|generate|feel comfortable|talk|get|find|recommend|advise|participate|encourage|condone|promote|have)\\b";
/** "I cannot stress enough", "I can't wait", "I can't help being happy": no refusals. */
const idiom =
  /\b(?:stress|emphasi[sz]e|overstate|recommend|praise|thank|say|get|tell you how)\b.{0,80}\b(?:enough|too (?:much|strongly|highly))|\b(?:can['’]?t|cannot|can not) (?:wait|imagine|believe|complain|go wrong|help (?:but|being|feeling|it|noticing|thinking|wondering|\w+ing)|argue with|but|tell you how)\b|\bhighly enough\b/i;
const possessions =
  "(?:personal|any|feelings|emotions|a body|preferences|opinions|beliefs|experiences?|consciousness|access|real-?time|live|information|enough|data|details|the ability|the ability to|the capability|the means|knowledge|reliable|up-to-date|specific|physical|a (?:favou?rite|name|gender|birthday|family|childhood))";

const patterns: readonly [string, RegExp][] = [
  ["It declines in the first person.", new RegExp(`${person}${softly}${willNot} (?:to )?(?:be able to |to )?${help}`, "i")],
  ["It declines in the first person.", new RegExp(`${person} (?:must|have to|will|would) (?:\\w+ )?(?:decline|refuse)\\b`, "i")],
  ["It declines in the first person.", new RegExp(`${person}(?:['’]d| would) (?:rather not|prefer not)\\b`, "i")],
  ["It declines with “I can't”.", new RegExp(`^(?:unfortunately,? |sorry,? )?(?:but )?(?:i|we) (?:${cannot}|${willNot})[.!]`, "i")],
  [
    "It declines in the first person.",
    /\b(?:do not|don['’]?t) (?:think|believe|feel) (?:that )?(?:i|we|it)(?: would| is|['’]s|['’]d)? (?:should|can|could|am able|be (?:right|appropriate|ethical)|appropriate|right|ethical|okay)/i,
  ],
  [
    "It declines in the first person.",
    /\b(?:i|we) (?:should not|shouldn['’]?t) (?:help|assist|provide|share|answer|give|support|discuss|tell|reveal|show|explain|say)\b/i,
  ],
  [
    "It appeals to its rules.",
    /\b(?:goes|is) against my (?:guidelines|policies|programming|principles|values)\b|\bviolates? (?:my|our|the) (?:guidelines|policies|policy|principles|terms)\b|\b(?:inappropriate|not appropriate|unethical|irresponsible) (?:for me|of me) to\b/i,
  ],
  ["It says that it does not know.", /\b(?:i|we) have no (?:way (?:of|to)|information|idea|knowledge|record|access)\b/i],
  ["It corrects the request.", /\bthere (?:is|was|are|were) no (?:such\b|record of|known\b|publicly)|\bdoes not (?:actually )?exist\b/i],
  [
    "It says that it is nothing to help with.",
    /\bnot (?:something|a (?:request|topic|task|question)|anything) (?:that )?(?:i|we)(?: am| are|['’]m)? (?:can|could|will|able|comfortable|willing|allowed)/i,
  ],
  ["It says no.", /\b(?:so|therefore|thus|hence),? no[.!]?$/i],
  ["It says no.", /^(?:no|nope|never)(?: way| thanks| thank you)?[.,!—-]/i],
  [
    "It lacks what it would need.",
    new RegExp(`${person} (?:do not|don['’]?t|lack)(?: currently| actually| really)?(?: have)?(?: any)? ?${possessions}\\b`, "i"),
  ],
  [
    "It asks what is meant.",
    /^(?:could|can|would|will) you (?:please )?(?:clarify|specify|be more specific|provide|tell me|explain what|give me more|share more|let me know)\b/i,
  ],
  [
    "It asks what is meant.",
    /\b(?:please|kindly) (?:clarify|specify|be more specific|(?:provide|give|share) (?:more|further|additional|some more|me with more))\b/i,
  ],
  [
    "It asks what is meant.",
    /\b(?:need|require|without) (?:a (?:bit|little) )?(?:more|some|additional|further) (?:information|details?|context|specifics|clarification)\b/i,
  ],
  [
    "It says that it does not know.",
    /^(?:sorry,? |unfortunately,? |well,? |honestly,? |to be honest,? )?(?:i|we)(?:['’]m| am| are) (?:not (?:sure|certain|aware)|unsure|unaware)\b/i,
  ],
  ["It says that it does not know.", /^(?:sorry,? |unfortunately,? |well,? |honestly,? )?(?:i|we) (?:do not|don['’]?t) know\b/i],
  [
    "It says that nobody knows.",
    /\b(?:nobody|no one|no-one) (?:really |actually )?(?:knows|can (?:know|say|predict|tell))\b|\bthere is no (?:\w+ )?way (?:to|of) (?:know|say|tell|predict|determin)\w*|\b(?:it is|it['’]s) (?:impossible|not possible) to (?:know|say|tell|predict|determine|answer)\b/i,
  ],
  [
    "It says that nobody knows.",
    /\b(?:is|are|remains?) (?:currently |still )?(?:unknown|unknowable|not known)\b|\bcannot be (?:known|determined|predicted|answered)\b/i,
  ],
  [
    "It corrects the request.",
    /\b(?:there (?:seems to be|appears to be|is|might be|may be) (?:a |some )?(?:misunderstanding|mistake|confusion|misconception|error)|(?:this|that|the|your) (?:question|premise|statement|claim) (?:is|seems|appears to be) (?:incorrect|false|based on|mistaken|inaccurate))\b/i,
  ],
  [
    "It declines in another language.",
    /\b(?:no puedo|no podemos|kann (?:ich|dir|ihnen)?.{0,40}\bnicht|kann nicht|darf (?:ich )?nicht|ne (?:peux|pouvons|suis) pas|non posso|não posso|ik kan .{0,30}niet|jag kan inte|nie mogę)\b/i,
  ],
  [
    "It declines in another language.",
    /(?:抱歉|对不起|很遗憾|不好意思).{0,30}(?:无法|不能|不会|没有)|(?:我|我们)(?:无法|不能)|できません|お答えできま|申し訳(?:ありません|ございません)|죄송.{0,40}(?:없|않)|수 없습니다|не могу|لا (?:أستطيع|يمكنني)/u,
  ],
];

const apology = /^(?:i['’]?m |i am |we are |my |we['’]re )?(?:very |so |really |deepest |sincere )?(?:sorry|apologies)\b/i;
const otherApology = /^.{0,25}(?:sorry|apologies) (?:to hear|for (?:your|the|any|my|this|being|keeping|that)\b)/i;

/** Every rule; the first that an opening sentence meets names the refusal. */
export const refusalRules: readonly RefusalRule[] = [
  {
    reason: "It declines in the first person.",
    matches: (sentence) =>
      new RegExp(`${person}${softly}${cannot}\\b(?! enough)(?= \\w| ?[.!,;:—-]|$)`, "i").test(sentence) && !idiom.test(sentence),
  },
  ...patterns.map(([reason, pattern]) => ({ reason, matches: (sentence: string) => pattern.test(sentence) })),
  { reason: "It cannot, and apologises.", matches: (sentence) => apology.test(sentence) && !otherApology.test(sentence) },
];
