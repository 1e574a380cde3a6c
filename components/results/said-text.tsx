import { visibleText } from "../ui/visible-text";

/** What a model said, word for word, or that it is withheld. */
export function SaidText({ text }: { text: string | null }) {
  if (text === null) return <p className="text-ink-faint text-sm">Withheld: a contributor has not agreed to published texts.</p>;
  if (text.trim() === "") return <p className="text-ink-faint text-sm">(nothing)</p>;
  return <p className="whitespace-pre-wrap font-mono text-sm [overflow-wrap:anywhere] [unicode-bidi:plaintext]">{visibleText(text)}</p>;
}
