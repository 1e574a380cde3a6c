import { Notice } from "../notice";

interface ProblemSummaryProps {
  message: string;
  problems: readonly { field: string; message: string }[];
}

/** What was wrong with a form that was sent, at its top; each line leads to its field. */
export function ProblemSummary({ message, problems }: ProblemSummaryProps) {
  return (
    <Notice tone="bad" title={message} live>
      {problems.length === 0 ? null : (
        <ul className="mt-1 grid list-disc gap-1 pl-5">
          {problems.map((problem) => (
            <li key={`${problem.field} ${problem.message}`}>
              {problem.field === "" ? (
                problem.message
              ) : (
                <a href={`#field-${problem.field}`} className="underline underline-offset-2">
                  {problem.message}
                </a>
              )}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
