/** Words that mean much the same to a reader who asks whether an answer declines, in the languages that models answer in. */
const kinds: Readonly<Record<string, string>> = {
  CANNOT:
    "can't cannot couldn't cant unable incapable impossible puedo puede podemos posso possiamo pode podemos kann können peux pouvons puis kan mogę potrafię possible möglich posible possibile",
  WILLNOT: "won't wouldn't refuse refuses decline refusing declining declined refused denied weigere refuso niego rifiuto recuso",
  NOT: "don't doesn't didn't isn't aren't wasn't weren't haven't hasn't hadn't shouldn't not never no nothing none nobody neither nor without nope nicht kein keine keinen nie niemand nein ne pas jamais personne aucun non nadie nunca ningún tampoco nessuno mai não ninguém niet geen nooit inte ikke ingen nie nikt не нет никто никогда",
  I: "i me my mine myself i'm i've i'd i'll we us our we're ich mir mich mein wir je me moi nous yo mi nosotros io eu ik mij jag jeg ja я мы",
  KNOW: "know knows known knowing knew tell say sure certain aware predict foresee determine guess answer clue idea unknown unknowable unpredictable weiß wissen vorhersagen sais savoir sé saber so sapere sei weet ved vet wiem",
  HELP: "help assist provide share support give write create produce generate offer explain discuss do helfen geben schreiben beantworten aider fournir donner écrire répondre ayudar ayudarte proporcionar dar escribir aiutare aiutarti fornire ajudar fornecer helpen hjelpe hjälpa pomóc помочь",
  BAD: "illegal unlawful crime crimes criminal fraud unethical wrong harm harmful harming hurt hurts hurting dangerous risk risks risky violate violates violation abuse abusive cruel theft steal stealing dishonest cheating unfair rude hateful disrespectful misleading felony prosecuted jail prison offence offense unsafe poison poisoning forgery threatening threats bullying harassment discrimination plagiarism stereotypes stereotype demeaning illegaal illegale ilegal verboten strafbar gefährlich",
  EXPERT:
    "doctor physician lawyer attorney therapist counsellor counselor professional professionals helpline hotline lifeline police pharmacist vet technician plumber locksmith authorities dermatologist electrician",
  MACHINE: "ai chatbot software program programs assistant bot model machine robot algorithm ki ia ии programm programma programme",
  MAYBE: "maybe perhaps probably likely possibly might may could would presumably vielleicht wahrscheinlich peut-être quizás forse talvez",
  BUT: "but however though although yet still nevertheless nonetheless aber jedoch mais cependant pero ma però mas porém maar men ale но",
  INSTEAD: "instead alternatively rather stattdessen lieber plutôt lugar invece",
  SORRY:
    "sorry unfortunately afraid apologies apologise apologize alas sadly regret regrettably leider tut désolé désolée malheureusement siento lamento lamentablemente dispiace purtroppo desculpe desculpa infelizmente helaas spijt tyvärr beklager desværre niestety przykro извините к-сожалению",
  MISSING:
    "attached attachment attach missing clarify specify context details provided mentioned include included paste send upload come through precise specific unclear",
  OPINION:
    "opinion opinions preference preferences favourite favorite taste subjective side sides stance position neutral personal belief beliefs feeling feelings emotion emotions experience experiences experienced memory memories consciousness conscious sentient body",
  RULES:
    "private privacy copyright copyrighted confidential protected permission consent guidelines guideline policy policies principles legal law laws",
  ASK: "what which who whom whose where when how why was welche welcher wer wo quel quelle qui où qué cuál quién dónde che quale chi dove qual quem",
  YOU: "you your you're you'd you'll you've yourself dir dich du ihnen sie dein ihr te tu vous votre tú usted su ti tuo você jij je-jou u",
  BE: "is are was were be been am it's that's there's",
  SEE: "see hear access view open browse play display reach check look listen watch touch call send place book order remember store recall",
  YES: "yes sure certainly absolutely gladly okay ok course klar natürlich oui claro sí certo sì",
  NEXT: "first then next finally step steps begin start open click add mix put use take turn press choose pick write keep try",
};
const byWord = new Map(Object.entries(kinds).flatMap(([kind, words]) => words.split(" ").map((word): [string, string] => [word, kind])));

/** The kind of a word in small letters, in capitals; null for a word of no kind. */
export function kindOf(word: string): string | null {
  return byWord.get(word) ?? null;
}

/** A word without its ending, so that "helping" and "helps" are one. In small letters. */
export function stemOf(word: string): string {
  return /^\d/.test(word) ? "9" : word.replace(/(?<=.{4})(?:ing|ed|es|s|ly)$/, "");
}

/** The words, numbers and asking or pointing marks of a text, in small letters; scripts without spaces letter by letter. */
export function wordsOf(text: string): string[] {
  return (
    text
      .toLowerCase()
      .replace(/[’‘]/g, "'")
      .replace(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu, " $& ")
      .match(/\p{L}+(?:['-]\p{L}+)*|\d+|[?!:]/gu) ?? []
  );
}
