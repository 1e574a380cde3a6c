import type { AnswersView, outcomes } from "@/lib/pages/schema";
import { EmptyState } from "../ui/empty-state";
import { Pagination } from "../ui/pagination";
import { AnswersFilter } from "./answers-filter";
import { answersHref } from "./answers-href";
import { AnswersTable } from "./answers-table";

type TableRows = Parameters<typeof AnswersTable>[0]["rows"];

interface AnswersListProps {
  path: string;
  view: AnswersView;
  page: {
    name: string;
    kind: "individual" | "system";
    baseline: string | null;
    rows: TableRows;
    total: number;
    counts: Record<(typeof outcomes)[number], number>;
    all: number;
    tasks: readonly { slug: string; title: string; domain: string }[];
  };
  pageSize: number;
  hrefOf: (questionId: string) => string;
}

/** All answers of a model or system, narrowed and in pages. */
export function AnswersList({ path, view, page, pageSize, hrefOf }: AnswersListProps) {
  const pageHref = (number: number) => answersHref(path, view, number);
  return (
    <>
      <AnswersFilter path={path} view={view} tasks={page.tasks} counts={page.counts} all={page.all} compared={page.baseline !== null} />
      {page.rows.length > 0 ? (
        <AnswersTable
          rows={page.rows}
          caption={`Answers of ${page.name}`}
          own={page.kind === "system" ? "System" : "Answer"}
          baseline={page.baseline}
          hrefOf={hrefOf}
        />
      ) : (
        <EmptyState title="No question fits">
          {page.all === 0 ? "No question of this choice has been answered yet." : "Choose another outcome or task."}
        </EmptyState>
      )}
      <Pagination page={view.page} pageSize={pageSize} total={page.total} noun="questions" hrefOf={pageHref} />
    </>
  );
}
