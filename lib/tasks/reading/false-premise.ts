import { sharedWords } from "./shared-words";

/** Questions that take something for granted: "When did …", "Why does …", "Who was the first …". */
const presuming =
  /^\W*(?:when|why|where|who|whom|whose|how (?:did|was|were|many|much|long|old|often)|(?:in |on |at )?(?:which|what) (?:\w+ ){0,3}(?:did|was|were|has|have|had)|what (?:is|was|are|were) the (?:name|date|year|age|height|length|title|address|number)|tell me (?:about|when|why|where)|explain why)\b/i;
const negation =
  /\b(?:never|(?:did|was|were|is|are|has|have|had|does|do|could|can)(?: not|n['’]?t)|no longer|neither|nor|no\b(?! (?:doubt|one reason|single|longer|problem|matter|single|one (?:best|right)|need|wonder|worries))|nie|nicht|kein\w*|jamais|nunca|ningún\w*|tampoco|mai|não|aldrig|nooit|никогда|не)\b|n['’]t\b/iu;
const idiom =
  /(?:\bnever too|not only|not just|not always|not necessarily|never forget|not to mention|n['’]t (?:just|only|always|necessarily))\b/i;
const denied =
  /^(?:[Ww]ell,? |[Aa]ctually,? |[Ii]n fact,? |[Bb]ut )?(?:[Hh]e|[Ss]he|[Tt]hey|[Tt]here|[Ii]t(?=\s+(?:did|does|has))|[Nn]o one)\s+(?:did|was|were|is|are|has|have|had|does|do)(?: not|n['’]?t| never)\b(?![^.!?]*\bbecause\b)/;
const insisted =
  /\b(?:mix(?:ed|ing)?\b.{0,25}\bup|(?:mis)?taken|misremember\w*|mistake|confus(?:ed|ing|ion)|misunderst\w+|misconception|myth|fictional|(?:false|incorrect|wrong|faulty|mistaken|inaccurate) (?:premise|assumption|belief|claim|statement)|premise|(?:contains?|has|is|an) (?:an? )?(?:error|inaccurac\w+|anachronis\w+)|correction:|presuppos\w+|contrary to|not (?:quite )?(?:correct|accurate|true|right)|isn['’]?t (?:quite )?(?:correct|accurate|true|right)|no (?:evidence|record|indication)|(?:does|do|did)(?: not|n['’]?t) (?:actually )?(?:exist|happen|take place|occur)|never (?:happened|existed|took place))\b/i;
const ended =
  /\b(?:already dead|had been dead|was dead|(?:had )?(?:already )?died|passed away|(?:not|n['’]t) (?:yet )?(?:born|alive|invented|founded))\b/i;
/** Of the words of the question. */
const mostOfIt = 0.4;

/**
 * Whether a sentence denies what the question takes for granted: "She never won the prize." to "When did she win the
 * prize?", or says outright that something is mixed up.
 */
export function deniesPremise(sentence: string, question: string): boolean {
  if (!presuming.test(question) || negation.test(question)) return false;
  if (idiom.test(sentence)) return false;
  if (denied.test(sentence) || /^(?:he|she|it|they) never (?:did|was|were|has|had)\b|^never[.!]*$/i.test(sentence)) return true;
  if (ended.test(sentence) && !/\b(?:die[ds]?|death|dead|kill\w*|born|murder\w*|birth)\b/i.test(question)) return true;
  if (/\b(?:not|n['’]t)\b.*\bbecause\b|n['’]t\b.*\bbecause\b/i.test(sentence)) return false;
  if (insisted.test(sentence) && !/^(?:it(?:['’]s| is) a (?:common|popular))/i.test(sentence)) return true;
  return negation.test(sentence) && sharedWords(sentence, question) >= mostOfIt;
}
