/** Words that stand where an answer should and are none. The whole of a value must be of this kind. */
const nothingSaid = [
  /^(?:n\/a|idk|none given|no answer|not available|not applicable|not provided|unanswerable|undefined answer|unknown|undetermined|not specified|not stated|null|\?+|\.{2,}|[-–—_]{2,})$/i,
  /^(?:i|we) (?:really |honestly |simply )?(?:do not|don['’]?t|cannot|can['’]?t|am unable to|could not|couldn['’]?t) (?:know|say|tell|answer|see|find|determine|have|recall|remember|solve|provide|help)\b/i,
  /^(?:sorry|unfortunately|apologies)\b/i,
  /^(?:unable|not able|impossible) to\b|^(?:there is )?(?:no|not enough|insufficient) (?:information|data|context)\b/i,
  /^(?:i['’]?m|i am|we are) (?:sorry|not (?:sure|certain|aware|able|familiar)|unsure|unable|afraid)\b/i,
  /^(?:answer|your answer|final answer|the answer|insert answer|answer here|value|number|text)$/i,
  /^(?:je ne sais pas|no (?:lo )?s[eé]|(?:ich )?wei[sß]s? (?:ich )?nicht|non lo so|não sei|不知道|我不知道|わかりません|모르겠습니다|не знаю)$/i,
];

/** What is longer says something. Characters. */
const longestNothing = 200;

/** Whether a value says nothing: "N/A", "I don't know", the prompt's own placeholder. */
export function isNonAnswer(value: string): boolean {
  if (value.length > longestNothing) return false;
  const plain = value.replace(/\\(?:text|textbf|mathrm)\s*\{([^{}]*)\}/g, "$1").replace(/^[\s"'“‘*_`$[(<]+|[\s"'”’*_`$\])>.!。]+$/g, "");
  return plain === "" ? /^[?…\s]*$|^\.{2,}$/.test(value) : nothingSaid.some((rule) => rule.test(plain));
}

/** What says why there is no answer, anywhere in a short text. */
const excuse =
  /^(?:sorry|unfortunately|apologies|i['’]m (?:sorry|afraid))\b|\b(?:cannot|can['’]?t|could ?n['’]?t|unable to|impossible to|not possible to|not able to|no way to|no one can|nobody can) (?:\w+ )?(?:know|tell|say|answer|solve|determine|see|find|help|compute|calculate|provide|do|be)\b|\b(?:do not|don['’]?t|does not|doesn['’]?t) (?:know|have|give|say|provide|contain)\b|\bno (?:idea|clue|information|context)\b|\bnot (?:sure|enough|given|known|specified|stated|provided|clear)\b|\b(?:unknown|unclear|insufficient|missing)\b|\b(?:please|could you|can you) (?:provide|clarify|specify|give|share|tell)\b|\bmore (?:information|context|details)\b/i;
/** Characters. */
const longestExcuse = 150;

/** Whether a short text only says why there is no answer: "It cannot be determined from the text." */
export function isExcuse(text: string): boolean {
  const says = text.length <= longestExcuse && /\s\S+\s\S+\s/.test(text);
  return says && !/\d|^(?:yes|no|true|false)\b|\b(?:but|though|valid)\b/i.test(text) && excuse.test(text);
}
