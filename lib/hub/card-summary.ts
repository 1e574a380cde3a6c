import { firstOf } from "./foreign-text";

const maxLength = 500;
/** Characters of a card that are looked at: its first paragraph stands long before, also behind a large front matter. */
const readLength = 200_000;
/** Characters of one paragraph that are looked at; marks and addresses go, so it is more than is shown. */
const paragraphLength = 4_000;

/**
 * The first paragraph of prose in a model card: front matter, headings, badges, images, tables, lists, quotes, HTML and
 * code are passed over. Plain text, at most 500 characters; null when there is none. A card is shown, never obeyed.
 * Cards are strangers' texts of any length, so they are cut first and then read line by line, in linear time.
 */
export function cardSummary(card: string): string | null {
  let paragraph: string[] = [];
  for (const line of [...proseLines(card.slice(0, readLength)), ""]) {
    if (line.trim() !== "") {
      if (!isMarked(line.trimStart())) paragraph.push(line);
      continue;
    }
    if (paragraph.length === 0) continue;
    const text = plainText(paragraph.join(" ").slice(0, paragraphLength));
    if (text.length >= 40 && /\p{L}/u.test(text)) return text.length > maxLength ? `${firstOf(text, maxLength - 1)}…` : text;
    paragraph = [];
  }
  return null;
}

/** Lines outside of the front matter and of fenced code. */
function proseLines(card: string): string[] {
  const lines = card.replace(/^\uFEFF/, "").split(/\r?\n/);
  const end = lines[0] === "---" ? lines.indexOf("---", 1) : -1;
  const parts = lines
    .slice(end + 1)
    .join("\n")
    .split("```");
  return parts
    .filter((_, place) => place % 2 === 0)
    .join("")
    .split("\n");
}

/** A heading, list, quote, table, HTML, image, badge or rule. */
function isMarked(line: string): boolean {
  return /^(#|[-*+]\s|\d+\.\s|>|\||<|!\[|\[!\[|={3}|-{3})/.test(line);
}

/** No pattern reads past the next opening sign of its own kind: signs that are never closed cost no second look. */
function plainText(paragraph: string): string {
  return paragraph
    .replace(/!\[[^[\]]*\]\([^)[]*\)/g, "")
    .replace(/\[([^[\]]*)\]\([^)[]*\)/g, "$1")
    .replace(/<[^<>]*>/g, "")
    .replace(/[*_`]+/g, "")
    .replace(/[\p{C}\s]+/gu, " ")
    .trim();
}
