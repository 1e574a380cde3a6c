/** An endless answer is looked at from its end. Characters. */
const reach = 4_000;
/** What ends an answer without belonging to it. */
const courtesy =
  /^(?:(?:i )?hope\b|let me know|feel free|please (?:let me|feel|note)|if you (?:have|need|want|would)|(?:do|would) you (?:have|want|need|like)|thank|you['’]re welcome|great (?:question|job|work)|good luck|happy to|is there anything|any (?:other |more )?questions|note that|note:|remember\b|keep in mind|fun fact|by the way|sources?:|references?:|explanation\b|bonne chance|espero que|ich hoffe)/i;
/** What opens a test of a result that stands already. */
const verification =
  /^(?:[-*>#\s]*)(?:(?:now,? |and |to |we (?:can|could|will) |let(?:['’]s| us| me) |you can |quick(?:ly)? |as a |a )*(?:double[- ]?check|verify|verification|check(?!ing)|sanity check|confirm|test|plug(?:ging)?|substitut\w+|proof|prueba|probe|kontrolle|vérification)\b)/i;
const correction =
  /\b(?:wait|wrong|mistake|oops|incorrect|correction|miscalculated|error|not right|so the answer|therefore the answer|should (?:actually )?be)\b/i;
const cutOff =
  /(?:\b(?:the|a|an|and|or|of|to|is|are|we|by|with|that|then|so|for|in|on|at|from|which|because|let|now|next|step|get|be|this|multiply|add|subtract|divide)|[-+*/=×,(])$/i;
/** What others say is no commitment. */
const hearsay = /^(?:some|others|many|most people|people|critics)\b[^,;:]{0,30}\b(?:say|think|believe|claim|argue|suggest)\b/i;
const aside = /^\(.*\)[.!]?$/;
const mark = "\u0000";
/** Full stops that end no sentence. */
const inner = /\b(?:[a-z]\.){2,}|\b(?:vs|etc|approx|no|dr|mr|mrs|ms|st|mt|fig|eq|ca|bzw|usw|[A-Z])\.(?=\s)|(?<=\d)\.(?=\d)/gi;

/** Sentences of a text in order; a line is never part of two, and a list's number is no sentence. */
export function statements(text: string): string[] {
  return text
    .slice(-reach)
    .split("\n")
    .flatMap((line) =>
      line
        .replace(/^\s*(?:[-*•>]\s+|\d{1,2}[.)]\s+(?=\S)|#{1,6}\s+)/, "")
        .replace(inner, (dots) => dots.replaceAll(".", mark))
        .split(/(?<=(?:[.?…]|(?<!\d)!)[)"'”’*_]*)\s+(?=\S)|(?<=[。！？])/)
        .map((sentence) => sentence.replaceAll(mark, ".").trim()),
    )
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
}

/**
 * The statements in which an answer may conclude, in order: without courtesies and asides at its end, without the test
 * of a result that stands already, and without a last line that breaks off.
 */
export function conclusions(text: string): string[] {
  const prose = text
    .slice(-reach)
    .replace(/```[^\n]*\n[\s\S]*?(?:```|$)/g, "\n")
    .replace(/^\s*\|.*\|\s*$/gm, "");
  const all = statements(prose);
  const test = all.findIndex((sentence, place) => place > 0 && verification.test(sentence));
  const isRepaired = test !== -1 && all.slice(test).some((sentence) => correction.test(sentence));
  const kept = test === -1 || isRepaired ? all : all.slice(0, test);
  const last = kept.at(-1) ?? "";
  if (last === all.at(-1) && !/[.!?。）)}$*\]`'"]$/.test(last) && cutOff.test(last)) return [];
  return kept.filter(
    (sentence) => !courtesy.test(sentence) && !aside.test(sentence) && !hearsay.test(sentence) && !/\?["'”’)*]*$/.test(sentence),
  );
}
