import type { ShownChoice } from "@/lib/results/schema";
import { visibleText } from "../ui/visible-text";

/** A choice among members in words: "cartographer or abacus? → cartographer". */
export function ChoiceLine({ choice: { between, chosen, named } }: { choice: ShownChoice }) {
  const question = between.length > 3 ? `Which of ${between.length}?` : `${between.join(" or ")}?`;
  return (
    <p className="[overflow-wrap:anywhere]">
      {visibleText(question)} <span aria-hidden="true">→</span> <strong>{visibleText(chosen)}</strong>
      {named ? null : <span className="text-ink-soft"> (its text names nobody, so a rule of the method decided)</span>}
    </p>
  );
}
