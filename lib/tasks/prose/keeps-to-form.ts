import type { Reading } from "../reading/reading";

/** Ways in which the rules find an answer that needs no interpretation, as their reasons tell them. */
const forms = [
  /\bin the last box|\bthe last box is|\bbox is never|\bempty box\b/i,
  /\bfield of\b|\bonly field\b|\bthe field\b/,
  /four hashes/,
  /declared as the answer/,
  /\bdeclares option\b/,
  /\bfor option [A-Z] alone|\boption [A-Z], letter and text/,
  /\bnothing but thoughts|\bThe answer is empty/,
];
/** A few words that say one thing and nothing of it. */
const bare = /^(?!.*\bor\b)\S+(?: \S+){0,2}$/i;

/** Whether what the rules read, or why they read nothing, lies in the answer's form rather than in its prose. */
export function keepsToForm(reading: Reading, visible: string): boolean {
  return bare.test(visible) || forms.some((form) => form.test(reading.reason));
}

/** Whether the rules found no option at all, rather than one that contradicts itself or more than one. */
export function findsNoOption(reading: Reading): boolean {
  return reading.parsed === null && /declares no option/.test(reading.reason);
}
