import type { SystemPage } from "@/lib/pages/find-system-page";
import { hiddenSentences } from "@/lib/pages/labels";
import { LearnedRanking } from "./learned-ranking";

/** What a system learned on dev questions, as far as it may be shown. */
export function Learned({ page }: { page: SystemPage }) {
  if (page.preparedAt === null) return <p className="text-ink-soft">It has not been prepared yet.</p>;
  if (page.hidden !== null) return <p className="text-ink-soft">{hiddenSentences[page.hidden]}</p>;
  if (page.ranking.length > 0) return <LearnedRanking ranking={page.ranking} />;
  return <pre className="max-h-96 overflow-auto bg-sunk p-4">{JSON.stringify(page.learned, null, 2)}</pre>;
}
