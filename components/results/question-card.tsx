import type { QuestionView } from "@/lib/pages/schema";
import { Card } from "../ui/card";
import { visibleText } from "../ui/visible-text";

/** What was asked, and what a right answer is. A question that is told whole by the page's heading is not told twice. */
export function QuestionCard({ question, heading }: { question: QuestionView; heading: string }) {
  return (
    <Card className="grid gap-4">
      {heading === question.text ? null : (
        <p className="whitespace-pre-wrap font-serif text-xl [overflow-wrap:anywhere] [unicode-bidi:plaintext]">
          {visibleText(question.text)}
        </p>
      )}
      {question.options.length > 0 ? (
        <ul className="grid gap-1">
          {question.options.map((option) => (
            <li key={option.letter} className={option.correct ? "font-semibold" : ""}>
              {option.letter}) <bdi>{visibleText(option.text)}</bdi>
              {option.correct ? <span className="font-normal text-good"> (right)</span> : null}
            </li>
          ))}
        </ul>
      ) : (
        <p>
          <span className="text-ink-soft">Right answer:</span> <bdi>{visibleText(question.expected)}</bdi>
        </p>
      )}
    </Card>
  );
}
