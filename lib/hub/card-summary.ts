const maxLength = 500;

/**
 * The first paragraph of prose in a model card: front matter, headings, badges, images, tables, lists, quotes, HTML and
 * code are passed over. Plain text, at most 500 characters; null when there is none. A card is shown, never obeyed.
 */
export function cardSummary(card: string): string | null {
  const body = card.replace(/^\uFEFF?---\r?\n[\s\S]*?\r?\n---\r?\n/, "").replace(/```[\s\S]*?(?:```|$)/g, "");
  for (const block of body.split(/\r?\n\s*\r?\n/)) {
    const text = plainText(block);
    if (text.length >= 40 && /[\p{L}]/u.test(text)) return text.length > maxLength ? `${text.slice(0, maxLength - 1)}…` : text;
  }
  return null;
}

function plainText(block: string): string {
  return block
    .split(/\r?\n/)
    .filter((line) => !/^\s*(#|[-*+]\s|\d+\.\s|>|\||<|!\[|\[!\[|={3,}|-{3,})/.test(line))
    .join(" ")
    .replace(/!\[[^\]]*\]\([^)]*\)/g, "")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/<[^>]*>/g, "")
    .replace(/[*_`]+/g, "")
    .replace(/\p{C}+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
}
