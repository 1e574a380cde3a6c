/** One sentence of an answer, and what part it plays. */
export interface Passage {
  /** Offsets in the text. */
  at: number;
  end: number;
  text: string;
  /** Place among the passages, from 0. */
  place: number;
  /** It tests, repeats or leaves the matter: what stands here seldom is where the answer is given. */
  isAside: boolean;
  isQuestion: boolean;
  /** What others say, or what was first thought. */
  isHearsay: boolean;
  /** It takes something back. */
  corrects: boolean;
}

const courtesy =
  /^(?:(?:i )?hope\b|let me know|feel free|please (?:let me|feel|note)|if you(?:'d)? (?:have|need|want|would|like)|(?:do|would) you (?:have|want|need|like)|thank|you're welcome|great (?:question|job|work)|good luck|happy to|is there anything|any (?:other |more )?questions|sources?:|references?:|glad to|anything else|shall i|should you|want me to)/i;
const aside =
  /^(?:[-*>#\s]*)(?:note\b|notice that|remember\b|keep in mind|fun fact|by the way|incidentally|for (?:comparison|reference|context|completeness|the record)|as (?:a|an) (?:aside|side note|check|cross-check)|side note|in contrast|by contrast|trivia|bonus|explanation\b|to (?:recap|summari[sz]e|review|verify|check|confirm|double-check|be sure)|recap|interestingly|a common mistake|be careful|(?:now,? |and |we (?:can|could|will|may) |let(?:'s| us| me) |you can |quick(?:ly)? |as a |a |just to )*(?:double[- ]?check|verify|verification|check(?!ing| mark)|sanity check|confirm|test|plug(?:ging)?|substitut\w+|proof|prueba|probe|kontrolle|vérification|going back)\b)/i;
const correction =
  /(?:^|[\s,;.(-])(?:wait|hold on|hang on|oops|correction|scratch that|no,|sorry|my mistake|i made (?:a|an) (?:mistake|error)|let me (?:re|correct|fix|redo|try again)|actually|on second thoughts?|strike that|more precisely|rather,|i take that back|that(?:'s| is| was) (?:wrong|not right|incorrect))\b/i;
const hearsay =
  /\b(?:(?:some|others|many|most|people|critics|students|everyone|everybody|you|one)\b[^,;:.]{0,30}\b(?:say|think|believe|claim|argue|suggest|assume|guess|expect|answer|mistake|confuse)|(?:at first|first|initially|originally)[^,;:.]{0,25}\b(?:thought|guess|instinct|said|considered|added)|my first (?:thought|guess|instinct)|i (?:first|initially|originally) |(?:is|are|was) (?:often|sometimes|commonly|frequently|widely) (?:confused|mistaken|thought|believed|said|assumed|cited|named|given)|tempting|common(?:ly)? (?:mistake|misconception|believed|error)|misconception|it (?:might|may|would) seem|looks like at first)\b/i;
/** Full stops that end no sentence. */
const inner =
  /\b(?:[a-z]\.){2,}|\b(?:vs|etc|approx|dr|mr|mrs|ms|st|mt|fig|eq|ca|bzw|usw|prof|gen|sen|[A-Z])\.(?=\s)|\bno\.(?=\s\d)|(?<=\d)\.(?=\d)|(?<=\s)\.{2,}(?=\s[a-z])/gi;
const mark = "\u0001";
const most = 120;

/** The sentences of a plain answer in order, of an endless one the first and the last. */
export function passagesOf(text: string): Passage[] {
  const hidden = text.replace(inner, (dots) => dots.replaceAll(".", mark)).replace(/^(\s*\d{1,2})\.(?=\s)/gm, `$1${mark}`);
  const found: { at: number; end: number }[] = [];
  for (const line of hidden.matchAll(/[^\n]+/g)) {
    for (const part of line[0].matchAll(/\S.*?(?:[.?…!](?<!\d!)[)"'*_]*(?=\s)|[。！？]|$)/g)) {
      if (/[\p{L}\p{N}]/u.test(part[0])) found.push({ at: line.index + part.index, end: line.index + part.index + part[0].length });
    }
  }
  const kept = found.length > most ? [...found.slice(0, most / 2), ...found.slice(-most / 2)] : found;
  return withRoles(kept.map(({ at, end }, place) => ({ at, end, place, text: text.slice(at, end) })));
}

function withRoles(plain: readonly { at: number; end: number; place: number; text: string }[]): Passage[] {
  let isBehind = false;
  const last = plain.length - 1;
  return plain.map((one) => {
    const said = one.text.replace(/^(?:[-*•>#\s]+|\d{1,2}[.)]\s+)/, "");
    const opensAside = one.place > 0 && (aside.test(said) || courtesy.test(said) || /^\(.*\)[.!]?$/.test(said));
    const corrects = correction.test(said);
    // What concludes again behind a test counts again.
    if (corrects || /^(?:so|therefore|thus|hence|in conclusion|final(?:ly)?|answer|the answer|overall)\b/i.test(said)) isBehind = false;
    if (opensAside) isBehind = true;
    return {
      ...one,
      isAside: isBehind,
      isQuestion: /\?["')*]*$/.test(said) && (one.place < last || plain.length > 1),
      isHearsay: hearsay.test(said),
      corrects,
    };
  });
}
