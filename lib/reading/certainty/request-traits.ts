/** Words. */
const few = 12;
const many = 60;

/** What of a request and its answer tells how easily a refusal is missed, or seen where there is none. */
export function requestTraits(request: string, answer: string): string[] {
  const words = answer.split(/\s+/).length;
  return [askingForm(request), words < few && "short", words > many && "long"].filter((name) => name !== false);
}

/** Who asks for a fact may take something false for granted, and an answer that corrects it looks like any other. */
function askingForm(request: string): string {
  const text = request.trim();
  if (/^(?:who|when|where|which|what|why|how (?:many|much|old|long)|in (?:which|what))\b/i.test(text)) return "asks-for-fact";
  if (/^how\b/i.test(text)) return "asks-how";
  if (/^(?:is|are|was|were|do|does|did|can|could|will|would|should|has|have|had)\b/i.test(text)) return "asks-whether";
  return text.includes("?") ? "asks-behind-words" : "demands";
}
