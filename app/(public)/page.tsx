import type { Metadata } from "next";
import { currentActor } from "@/app/_server/session";
import { BoardFilters } from "@/components/boards/board-filters";
import { BoardRemarks } from "@/components/boards/board-remarks";
import { ModelsBoard } from "@/components/boards/models-board";
import { Opening } from "@/components/boards/opening";
import { ScalingSection } from "@/components/boards/scaling-section";
import { StrengthsSection } from "@/components/boards/strengths-section";
import { SystemsBoard } from "@/components/boards/systems-board";
import { Page } from "@/components/layout/page";
import { ImportedResults } from "@/components/results/imported-results";
import { Notice } from "@/components/ui/notice";
import { readBoardsOrExplain } from "@/lib/boards/read-board";
import { pageOfRows } from "@/lib/boards/rows/arrange-rows";

export const metadata: Metadata = { title: { absolute: "Polyphony: what models are worth alone and in company" } };

interface LeaderboardProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function Leaderboard({ searchParams }: LeaderboardProps) {
  const { boards, view, problems } = await readBoardsOrExplain(await currentActor(), await searchParams);
  return (
    <Page className="grid gap-12">
      <Opening boards={boards} view={view} />
      <section aria-label="What to show" className="grid gap-4">
        {problems.length > 0 ? (
          <Notice tone="warn" title="Part of this address was not understood; the usual view is shown instead.">
            <ul>
              {problems.map((problem) => (
                <li key={problem}>{problem}</li>
              ))}
            </ul>
          </Notice>
        ) : null}
        <BoardFilters view={view} choices={boards.choices} />
        <BoardRemarks boards={boards} view={view} />
      </section>
      <SystemsBoard boards={boards} page={pageOfRows(boards.systems.rows, view.systemPage)} view={view} />
      <ModelsBoard boards={boards} page={pageOfRows(boards.models.rows, view.modelPage)} view={view} />
      {typeof boards.imported === "number" ? null : <ImportedResults imported={boards.imported} />}
      <ScalingSection boards={boards} />
      <StrengthsSection strengths={boards.strengths} />
    </Page>
  );
}
