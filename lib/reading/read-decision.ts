import { spokenText } from "./spoken-text";

/** The last decision that a verifier states, as TIGER-Lab/general-verifier words it; null when it states none. */
export function readDecision(said: string): boolean | null {
  const last = [...spokenText(said).matchAll(/final decision[\s*_]*[:–—-][\s*_"'“]*(yes|no)\b(?!\s*(?:or|\/)\s*(?:yes|no)\b)/gi)].at(-1);
  return last ? last[1]?.toLowerCase() === "yes" : null;
}
