import type { Metadata } from "next";
import { currentActor } from "@/app/_server/session";
import { BoardFilters } from "@/components/boards/board-filters";
import { BoardSection } from "@/components/boards/board-section";
import { Headline } from "@/components/boards/headline";
import { IndividualTable } from "@/components/boards/individual-table";
import { OverviewPlot } from "@/components/boards/overview-plot";
import { ProgressHint } from "@/components/boards/progress-hint";
import { StrengthsPlot } from "@/components/boards/strengths-plot";
import { SystemTable } from "@/components/boards/system-table";
import { viewHref } from "@/components/boards/view-href";
import { ScalingPlot } from "@/components/charts/scaling-plot";
import { Page } from "@/components/layout/page";
import { ImportedTable } from "@/components/results/imported-table";
import { Notice } from "@/components/ui/notice";
import { Pagination } from "@/components/ui/pagination";
import { Section } from "@/components/ui/section";
import { TextLink } from "@/components/ui/text-link";
import type { ImportedResults } from "@/lib/boards/facts/read-imported";
import { modelColumns, shownColumns, splitTitles, systemColumns } from "@/lib/boards/labels";
import type { Boards } from "@/lib/boards/read-board";
import { readBoardsOrExplain } from "@/lib/boards/read-board";
import { pageOfRows, rowsPerPage } from "@/lib/boards/rows/arrange-rows";
import type { BoardView } from "@/lib/boards/schema";

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
        <BoardFilters view={view} tasks={boards.choices.tasks} methods={boards.choices.methods} />
        <BoardRemarks boards={boards} view={view} />
      </section>
      <Systems boards={boards} view={view} />
      <Individuals boards={boards} view={view} />
      {typeof boards.imported === "number" ? null : <Imported imported={boards.imported} />}
      <Scaling boards={boards} />
      <StrengthsSection boards={boards} />
    </Page>
  );
}

/** What this board leaves out or marks. */
function BoardRemarks({ boards, view }: { boards: Boards; view: BoardView }) {
  const { flagged, notImported, imported } = boards;
  const scores = `${flagged.scores} ${flagged.scores === 1 ? "score is" : "scores are"} flagged on ${flagged.tasks} ${flagged.tasks === 1 ? "task" : "tasks"}`;
  return (
    <p className="max-w-prose text-ink-soft text-sm">
      {flagged.scores > 0 && view.flagged === "without" ? `${scores} and left out; means are over the other tasks. ` : null}
      {flagged.scores > 0 && view.flagged !== "without" ? (
        <>
          {scores}, because of what models were trained on or made with (
          <TextLink href={viewHref(view, { flagged: "without" })}>leave them out</TextLink>).{" "}
        </>
      ) : null}
      {notImported > 0 ? (
        <>
          <TextLink href="/tasks#declared">
            {notImported} {notImported === 1 ? "task" : "tasks"} of the paper
          </TextLink>{" "}
          not imported.{" "}
        </>
      ) : null}
      {typeof imported === "number" && imported > 0 ? (
        <TextLink href={viewHref(view, { imported: "show" }, "/", "#imported")}>
          Show {imported} {imported === 1 ? "result" : "results"} of other programs
        </TextLink>
      ) : null}
    </p>
  );
}

/** Results that were not made here, on request and unranked. */
function Imported({ imported }: { imported: ImportedResults }) {
  return (
    <Section
      id="imported"
      title="Imported"
      lead="Read from the logs of MoCo, scored by its rules, and never part of a rank here. Each carries the known defects that may have touched it."
    >
      {imported.rows.length > 0 ? <ImportedTable rows={imported.rows} /> : <p className="text-ink-soft">Nothing has been imported.</p>}
      {imported.hidden > 0 ? (
        <p className="mt-2 text-ink-soft text-sm">{imported.hidden} hidden: without consent to publish scores.</p>
      ) : null}
      {imported.older > 0 ? (
        <p className="mt-2 text-ink-soft text-sm">
          {imported.older} older {imported.older === 1 ? "one stands" : "ones stand"} in the <TextLink href="/runs">list of runs</TextLink>{" "}
          only.
        </p>
      ) : null}
    </Section>
  );
}

function Opening({ boards, view }: { boards: Boards; view: BoardView }) {
  const { headline, progress, everyone } = boards;
  const reference =
    headline.model && boards.scope.kind === "overall"
      ? { value: headline.model.score, label: `Best alone on dev questions, ${headline.model.name}` }
      : undefined;
  return (
    <div className="grid gap-8">
      <Headline {...headline} questions={splitTitles[view.split].replace(" questions", "").toLowerCase()} />
      {progress ? <ProgressHint {...progress} href={viewHref(view)} /> : null}
      {everyone.individuals.length + everyone.systems.length > 0 ? (
        <OverviewPlot individuals={everyone.individuals} systems={everyone.systems} scope={boards.scope.title} reference={reference} />
      ) : null}
    </div>
  );
}

function Systems({ boards, view }: { boards: Boards; view: BoardView }) {
  const { systems, scope, parts } = boards;
  const { rows, page } = pageOfRows(systems.rows, view.systemPage);
  return (
    <BoardSection
      id="systems"
      board="systems"
      title="Systems"
      lead="Several models answering as one. The gain is over the best single model of the same pool, chosen on dev questions, on the same questions."
      view={view}
      shown={systems}
      empty={<Unanswered who="system" />}
    >
      <SystemTable
        rows={rows}
        columns={shownColumns(systemColumns, view.systemColumns)}
        parts={parts}
        view={view}
        caption={`Systems, ${scope.title}, ${splitTitles[view.split].toLowerCase()}`}
      />
      <Pages
        page={page}
        total={systems.rows.length}
        noun="systems"
        hrefOf={(systemPage) => viewHref(view, { systemPage }, "/", "#systems")}
      />
    </BoardSection>
  );
}

function Individuals({ boards, view }: { boards: Boards; view: BoardView }) {
  const { individuals, scope, parts } = boards;
  const { rows, page } = pageOfRows(individuals.rows, view.modelPage);
  return (
    <BoardSection
      id="individuals"
      board="individual"
      title="Individuals"
      lead={
        <>
          Each model alone. Only models whose contributors agreed to published scores appear; the{" "}
          <TextLink href="/models">list of models</TextLink> also names those that are not run here.
        </>
      }
      view={view}
      shown={individuals}
      empty={<Unanswered who="model" />}
    >
      <IndividualTable
        rows={rows}
        columns={shownColumns(modelColumns, view.modelColumns)}
        parts={parts}
        view={view}
        caption={`Individual models, ${scope.title}, ${splitTitles[view.split].toLowerCase()}`}
      />
      <Pages
        page={page}
        total={individuals.rows.length}
        noun="models"
        hrefOf={(modelPage) => viewHref(view, { modelPage }, "/", "#individuals")}
      />
    </BoardSection>
  );
}

function Unanswered({ who }: { who: "system" | "model" }) {
  return (
    <>
      No {who} has answered these questions yet. <TextLink href="/runs">Runs</TextLink> fill this board;{" "}
      <TextLink href="/submit">submit a model</TextLink> to be in it.
    </>
  );
}

/** The way through a table that is longer than a page; nothing under a shorter one. */
function Pages(part: { page: number; total: number; noun: string; hrefOf: (page: number) => string }) {
  return part.total > rowsPerPage ? <Pagination pageSize={rowsPerPage} {...part} /> : null;
}

function Scaling({ boards }: { boards: Boards }) {
  const { scaling, scope, headline } = boards;
  if (scaling.length === 0) return null;
  const reference =
    headline.model && scope.kind === "overall" ? { value: headline.model.score, label: "Best alone on dev questions" } : undefined;
  return (
    <Section title="Scaling" id="scaling" lead="Does company help more when there is more of it? The same method over growing pools.">
      <div className="grid gap-x-10 gap-y-8 md:grid-cols-2">
        {scaling.map((curve) => (
          <ScalingPlot
            key={curve.key}
            title={curve.title}
            description={`Score (${scope.title.toLowerCase()}) over models in the pool, with 95 % intervals.${curve.points.some((point) => point.soFar) ? " Not all runs are finished." : ""}`}
            points={curve.points}
            format="percent"
            yLabel="Score"
            reference={reference}
            domain={[0, 1]}
          />
        ))}
      </div>
    </Section>
  );
}

function StrengthsSection({ boards }: { boards: Boards }) {
  if (boards.strengths.length === 0) return null;
  return (
    <Section title="Alone and in company" id="strengths" lead="Is a model that is strong alone also the one that a system would miss most?">
      <StrengthsPlot strengths={boards.strengths} />
    </Section>
  );
}
