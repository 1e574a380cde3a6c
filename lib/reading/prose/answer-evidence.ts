import type { Scene } from "./scene";

const cutOff =
  /(?:\b(?:the|a|an|and|or|of|to|is|are|we|by|with|that|then|so|for|in|on|at|from|which|because|let|now|next|step|get|be|this|need|multiply|add|subtract|divide)|[-+*/=(,:])$/i;

/** What speaks for an answer that commits to nothing at all. */
export function evidenceForNothing(scene: Scene): string[] {
  const { text } = scene.answer;
  const last = scene.passages.at(-1);
  const final = scene.passages[scene.last]?.text ?? "";
  const fresh = new Set(scene.mentions.filter(({ key }) => !scene.given.has(key)).map(({ key }) => key));
  return [
    "always",
    fresh.size === 0 && "no-fresh-value",
    fresh.size === 1 && "one-fresh-value",
    fresh.size > 4 && "many-fresh-values",
    scene.mentions.length === 0 && "no-value",
    cutOff.test(text.trim()) && "cut-off",
    !/[.!?)}\]"'*\d。]$/.test(text.trim()) && "no-full-stop",
    last?.isQuestion === true && "ends-asking",
    /\b(?:i (?:do not|don't|can't|cannot|am not|have no|couldn't)|i'm (?:not|unable|afraid)|not (?:sure|certain|known|stated|given|mentioned|specified|enough)|unable to|no (?:information|way)|cannot be (?:determined|answered)|unclear|impossible to (?:say|tell|know))\b/i.test(
      text,
    ) && "does-not-know",
    /\b(?:i (?:do not|don't|can't|cannot|am not|have no)|i'm (?:not|unable)|not (?:sure|known|stated|given|mentioned|enough)|cannot be determined|unclear)\b/i.test(
      final,
    ) && "ends-not-knowing",
    /\b(?:either|it depends|depends on|hard to say|both .{2,40} and|could be)\b/i.test(final) && "ends-undecided",
    /\b(?:either|or)\b/i.test(final) && "ends-with-or",
    /\b(?:we (?:need|have) to|must|should|let's|can|could|would)\b/i.test(final) && "ends-in-plan",
    scene.mostOverlap < 0.34 && "restates-little",
    scene.passages.length > 6 && "long",
    scene.passages.length === 1 && "short",
  ].filter((name) => name !== false);
}
