/** A `\box{…}` or `\boxed{…}` of an answer. */
export interface Box {
  /** Offset in the text. */
  at: number;
  /** What stands between the outermost braces, trimmed; null when they never close. */
  content: string | null;
}

/** All boxes in the order of their beginnings. Braces inside are balanced, so that `\boxed{\frac{1}{2}}` is read whole. */
export function findBoxes(text: string): Box[] {
  return [...text.matchAll(/\\(?:box|boxed|fbox)\s*\{/g)].map((match) => {
    const start = match.index + match[0].length;
    return { at: match.index, content: untilClosed(text, start) };
  });
}

function untilClosed(text: string, start: number): string | null {
  let depth = 1;
  for (let place = start; place < text.length; place += 1) {
    if (text[place] === "{") depth += 1;
    if (text[place] === "}") depth -= 1;
    if (depth === 0) return text.slice(start, place).trim();
  }
  return null;
}
