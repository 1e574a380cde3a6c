import { jobStateLabels } from "@/lib/cluster/labels";
import type { ClusterPage } from "@/lib/pages/read-cluster";
import { describeDuration } from "../runs/duration";
import { TextLink } from "../ui/navigation/text-link";
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from "../ui/tables/table";
import { purposeTitles, shortName } from "./job-words";
import { WhyJob } from "./why-job";

/** Jobs of one state, the newest first. */
export function JobsTable({ state, count, jobs }: ClusterPage["states"][number]) {
  const title = jobStateLabels[state];
  const shown = jobs.length < count ? `the newest ${jobs.length} of ${count}` : String(count);
  return (
    <div>
      <h3 className="mb-2">
        {title}: {shown}
      </h3>
      <Table caption={`Jobs: ${title}`} captionHidden cards>
        <TableHead>
          <tr>
            <ColumnHead>Job</ColumnHead>
            <ColumnHead>For</ColumnHead>
            <ColumnHead>Why</ColumnHead>
            <ColumnHead>Machine</ColumnHead>
            <ColumnHead numeric>Attempt</ColumnHead>
            <ColumnHead numeric>Time used</ColumnHead>
            <ColumnHead>Made</ColumnHead>
          </tr>
        </TableHead>
        <TableBody>
          {jobs.map((job) => (
            <TableRow key={job.name}>
              <RowHead>
                <TextLink href={`/operate/cluster/${job.name}`} className="font-mono">
                  {shortName(job.name)}
                </TextLink>
              </RowHead>
              <Cell label="For">{purposeTitles[job.purpose]}</Cell>
              <Cell label="Why">
                <WhyJob job={job} />
              </Cell>
              <Cell label="Machine">{job.node ?? "—"}</Cell>
              <Cell label="Attempt" numeric>
                {job.attempt}
              </Cell>
              <Cell label="Time used" numeric>
                {describeDuration(job.secondsUsed)}
              </Cell>
              <Cell label="Made">{job.made ? <TextLink href={`/derived/${job.made}`}>{job.made}</TextLink> : "—"}</Cell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
