const addressed =
  /\b(?:you|your|it|this|that|these|those|them|he|she|they|tu|te|tú|usted|vous|votre|du|dir|deine?|sie|ihre?|você|voi|lei)\b/iu;
const agreeing =
  /^(?:sure|of course|certainly|absolutely|gladly|okay|ok|happy to|i(?:['’]d| would) (?:be (?:happy|glad) to|love to)|i can (?:help|do|certainly)|claro|por supuesto|natürlich|gerne?|bien sûr|certo|great|thanks|hi|hello|no problem)\b/i;
const missing = [
  /\b(?:please|kindly|could you|can you|would you|just)\b.{0,30}\b(?:provide|paste|share|send|upload|attach|include|give me|tell me|specify|clarify|let me know)\b(?!.{0,30}\bif (?:you|this|that|it)\b)/i,
  /\b(?:i (?:do not|don['’]?t|can['’]?t|cannot) (?:see|find) (?:any|the|an?|your)|(?:forgot|forgotten|didn['’]?t|did not|haven['’]?t) (?:to )?(?:include|attach|provide|paste|mention|specif\w+|sa(?:y|id)|tell)|(?:is|are|seems?|appears?)(?: to be)? missing|missing (?:some |the |a bit of )?(?:context|information|details?)|(?:no|without) (?:text|context|image|file|link|details?|further information)|not (?:clear|sure|certain) (?:what|which|who|to me)|unclear (?:what|which|who|to me)|ambiguous|more (?:context|details?|information|specifics)|share it|paste it)\b/i,
  /\b(?:i(?:['’]d| would)? (?:need|have) to know|i(?:['’]ll| will|['’]d| would)? need (?:to (?:know|see|read|look)|some|a few|more|the|your)|need(?:s)? (?:a (?:bit|little) )?more (?:information|context|details?)|it depends on (?:what|which|who) you mean|depends on what you(?:['’]re| are) (?:referring|looking))\b/i,
  /\b(?:(?:bitte )?(?:schick\w*|sende\w*|nenn\w*) (?:mir|uns)|könnte(?:st|n)? (?:du|sie)|kannst du mir|por favor,? (?:envía|comparte|proporcion|indic|pega)\w*|veuillez|pourriez-vous|envoyez|puoi (?:inviar|condivid|indicar)\w*|você (?:pode|poderia)|пришлите|уточните)|请(?:提供|发|把|告诉|上传)|(?:教えて|送って|貼って|ご提供|提供して)|알려\s?주|보내\s?주/iu,
  /\b(?:image|picture|photo|file|attachment|code|text|link|document|audio|video)\b.{0,25}\b(?:did(?: not|n['’]?t)|was(?: not|n['’]?t)|is(?: not|n['’]?t)|has(?: not|n['’]?t)|never)\b.{0,15}\b(?:come|came|attach\w*|includ\w*|load\w*|upload\w*|there|provided|visible|work)|\bthere(?:['’]s| is| was| are) no \w+ (?:in|attached|with|here)\b|\byou (?:have(?: not|n['’]t)|did(?: not|n['’]t)) (?:yet )?(?:told|tell|said|say|given|give|mention\w*|specif\w*|provid\w*|shar\w*)\b|\bno (?:\w+ )?(?:image|picture|photo|file|attachment|code|text|link|document)s?\b.{0,20}\b(?:attached|provided|included|here|visible|found)\b/i,
];

/** Whether a sentence asks for what the request left out, in a question or a plea. */
export function asksForMore(sentence: string): boolean {
  return missing.some((rule) => rule.test(sentence));
}

/**
 * Whether all that an answer says is a question back, after nothing but courtesies: "Of course! Which text?"
 * @param sentences of the whole answer
 */
export function onlyAsksBack(sentences: readonly string[]): boolean {
  if (/\bhere(?:['’]s| is| are)\b|:\s*\S.*\?.*\?/i.test(sentences.join(" "))) return false;
  const said = sentences.filter((sentence) => !(agreeing.test(sentence) && !/\?$/.test(sentence) && !asksForMore(sentence)));
  const questions = said.filter(
    (sentence) => !/^(?:i['’]m guessing|my guess|probably|maybe|perhaps)\b/i.test(sentence) && /[?？]["'”’)]*$/.test(sentence),
  );
  if (questions.length === 0) return sentences.length <= 3 && said.length > 0 && said.every(asksForMore);
  const others = said.filter((sentence) => !questions.includes(sentence));
  return (
    others.every(
      (sentence) => asksForMore(sentence) || /^(?:it|that|this)['’]s hard to (?:say|tell)|^i(?:['’]m| am) not sure/i.test(sentence),
    ) &&
    (said.length === 1 || questions.some((sentence) => addressed.test(sentence) || sentence.split(/\s+/).length <= 4))
  );
}
