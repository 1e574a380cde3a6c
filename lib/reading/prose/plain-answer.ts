import { firstTurn } from "../forms/first-turn";
import { plainMath } from "../values/plain-math";

/** Of an endless answer the beginning and the end are looked at. Characters. */
const head = 1_500;
const tail = 4_500;

/** An answer as the prose model sees it: one spelling for every sign, no marks of emphasis. */
export interface PlainAnswer {
  text: string;
  /** Stretches that were emphasised, as offsets in `text`. */
  strong: readonly { start: number; end: number }[];
}

/** Takes invented further turns, code fences and emphasis from an answer without thoughts. */
export function plainAnswer(spoken: string): PlainAnswer {
  const own = withoutOtherQuestions(firstTurn(spoken) ?? spoken);
  const kept = own.length > head + tail ? `${own.slice(0, head)}\n${own.slice(-tail)}` : own;
  return withoutStrength(signsOf(kept));
}

/** What a model goes on to ask and answer behind its own answer is another matter. */
function withoutOtherQuestions(text: string): string {
  const next =
    /\n\s*(?:\*\*)?(?:what|who|which|how|where|when|why|in (?:which|what)|is|are|does|do|did|can|if)\b[^\n]{8,200}\?[*\s]*(?:\n|$)/i.exec(
      text,
    );
  const before = next === null ? "" : text.slice(0, next.index).trim();
  return next !== null && before !== "" && !before.endsWith("?") && text.slice(next.index + next[0].length).trim() !== "" ? before : text;
}

function signsOf(text: string): string {
  return plainMath(text.replace(/\\?\b(?:box|boxed|fbox)\s*\{([^{}]*)\}/g, " $1 ").replace(/(?<=\d) ?x ?(?=10\^|\d)/g, " * "))
    .replace(/```[^\n]*\n?/g, "\n")
    .replace(/\$\$?|\\[()[\]]/g, "")
    .replace(/[“”«»„]/g, '"')
    .replace(/[‘’]/g, "'")
    .replace(/<br\s*\/?>/gi, "\n");
}

function withoutStrength(text: string): PlainAnswer {
  const strong: { start: number; end: number }[] = [];
  let plain = "";
  let from = 0;
  for (const mark of text.matchAll(/\*\*([^*\n]+)\*\*|__([^_\n]+)__|`([^`\n]+)`|(?<![\w*])\*([^*\n]+)\*(?![\w*])/g)) {
    const inner = mark[1] ?? mark[2] ?? mark[3] ?? mark[4] ?? "";
    plain += text.slice(from, mark.index);
    strong.push({ start: plain.length, end: plain.length + inner.length });
    plain += inner;
    from = mark.index + mark[0].length;
  }
  return { text: plain + text.slice(from), strong };
}
