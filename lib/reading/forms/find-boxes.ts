/** A box that is longer is taken for one that never closes. Characters. */
const longestBox = 2_000;
/** The last box wins, so an endless answer is looked at from its end. */
const mostBoxes = 200;

/** A `\box{…}` or `\boxed{…}` of an answer. */
export interface Box {
  /** Offset in the text. */
  at: number;
  /** What stands between the outermost braces, trimmed; null when they never close. */
  content: string | null;
}

/**
 * The boxes in the order of their beginnings. Braces inside are balanced, so that `\boxed{\frac{1}{2}}` is read whole. An
 * answer of nothing but brackets need not be balanced: it ends with the last brace of its line.
 */
export function findBoxes(text: string): Box[] {
  return [...text.matchAll(/\\(?:box|boxed|fbox)(?:[ \t]*\{|[ \t]+([-−+]?[\w.,/%]{1,40}))/g)].slice(-mostBoxes).map((match) => {
    if (match[1] !== undefined) return { at: match.index, content: match[1].replace(/[.,]$/, "") };
    const start = match.index + match[0].length;
    return { at: match.index, content: bracketsOnly(text, start) ?? untilClosed(text, start) };
  });
}

function bracketsOnly(text: string, start: number): string | null {
  const end = text.indexOf("\n", start);
  const line = text.slice(start, Math.min(end === -1 ? text.length : end, start + longestBox));
  return /^([\s()[\]{}<>\\]*[()[\]{}<>][\s()[\]{}<>\\]*)\}[\s$.]*$/.exec(line)?.[1]?.trim() ?? null;
}

function untilClosed(text: string, start: number): string | null {
  let depth = 1;
  const end = Math.min(text.length, start + longestBox);
  for (let place = start; place < end; place += 1) {
    if (text[place - 1] === "\\" && text[place - 2] !== "\\") continue;
    if (text[place] === "{") depth += 1;
    if (text[place] === "}") depth -= 1;
    if (depth === 0) return text.slice(start, place).trim();
  }
  return null;
}
