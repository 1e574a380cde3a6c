import type { AnswersPage } from "@/lib/pages/list-answers";
import { type AnswersView, answersView } from "@/lib/pages/schema";
import { EmptyState } from "../ui/empty-state";
import { addressOf } from "../ui/navigation/address-of";
import { Pagination } from "../ui/navigation/pagination";
import { AnswersFilter } from "./answers-filter";
import { AnswersTable } from "./answers-table";

interface AnswersListProps {
  path: string;
  view: AnswersView;
  page: AnswersPage;
  pageSize: number;
  hrefOf: (questionId: string) => string;
}

/** All answers of a model or system, narrowed and in pages. */
export function AnswersList({ path, view, page, pageSize, hrefOf }: AnswersListProps) {
  const hrefOfPage = (number: number) => addressOf(path, answersView, { ...view, page: number });
  return (
    <>
      <AnswersFilter path={path} view={view} page={page} />
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
      <Pagination page={view.page} pageSize={pageSize} total={page.total} noun="questions" hrefOf={hrefOfPage} />
    </>
  );
}
