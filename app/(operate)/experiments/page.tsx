import type { Metadata } from "next";
import { currentActor } from "@/app/_server/session";
import { Page } from "@/components/layout/page";
import { EmptyState } from "@/components/ui/empty-state";
import { TextLink } from "@/components/ui/navigation/text-link";
import { PageHeader } from "@/components/ui/page-header";
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from "@/components/ui/tables/table";
import { Time } from "@/components/ui/time";
import { listExperiments } from "@/lib/experiments/queries";

export const metadata: Metadata = { title: "Experiments" };

export default async function ExperimentsPage() {
  const experiments = await listExperiments(await currentActor());
  return (
    <Page>
      <PageHeader
        title="Experiments"
        lead="An experiment is a planned set of runs that answer one question together."
        crumbs={[{ href: "/runs", label: "Runs" }]}
      />
      {experiments.length === 0 ? (
        <EmptyState title="No experiments yet">
          A demo plans its first one by itself. Elsewhere an operator adds the tiny models that come with the portal: npm run polyphony --
          zoo add --with-experiment.
        </EmptyState>
      ) : (
        <Table caption="Experiments, newest first" captionHidden cards>
          <TableHead>
            <tr>
              <ColumnHead>Experiment</ColumnHead>
              <ColumnHead>What it does</ColumnHead>
              <ColumnHead numeric>Runs done</ColumnHead>
              <ColumnHead numeric>Failed</ColumnHead>
              <ColumnHead>Planned</ColumnHead>
            </tr>
          </TableHead>
          <TableBody>
            {experiments.map((experiment) => (
              <TableRow key={experiment.slug}>
                <RowHead>
                  <TextLink href={`/experiments/${experiment.slug}`}>{experiment.title}</TextLink>
                </RowHead>
                <Cell className="max-w-prose">{experiment.description}</Cell>
                <Cell label="Runs done" numeric>
                  {experiment.done} / {experiment.runs}
                </Cell>
                <Cell label="Failed" numeric>
                  {experiment.failed}
                </Cell>
                <Cell label="Planned" className="whitespace-nowrap">
                  <Time at={experiment.createdAt} />
                </Cell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Page>
  );
}
