import type { TaskScore } from "@/lib/results/schema";
import { formatInterval, formatScore } from "@/lib/statistics/labels";
import { TextLink } from "../ui/navigation/text-link";
import { Missing } from "../ui/tables/missing";
import { Cell, ColumnHead, RowHead, Table, TableBody, TableHead, TableRow } from "../ui/tables/table";

const unknown = <Missing why="A model scored it, or it was recorded before verdicts said how certain they are" />;

interface TaskScoresProps {
  scores: readonly TaskScore[];
  /** The answers of a task, or the doubtful or cut ones among them. */
  hrefOf: (task: string, show?: "doubtful" | "cut") => string;
}

/** Score of a run on each task; the task's name leads to its answers. */
export function TaskScores({ scores, hrefOf }: TaskScoresProps) {
  const withMoco = scores.some((score) => score.mocoScore !== null);
  return (
    <Table caption="Score by task, with the 95 % interval">
      <TableHead>
        <tr>
          <ColumnHead>Task</ColumnHead>
          <ColumnHead numeric>Score</ColumnHead>
          <ColumnHead numeric>95 % interval</ColumnHead>
          <ColumnHead numeric>Questions</ColumnHead>
          <ColumnHead numeric>Could not be read</ColumnHead>
          <ColumnHead numeric>Cut off</ColumnHead>
          <ColumnHead numeric>Unsure marking</ColumnHead>
          <ColumnHead numeric>If those were the other way</ColumnHead>
          {withMoco ? <ColumnHead numeric>MoCo-compatible</ColumnHead> : null}
        </tr>
      </TableHead>
      <TableBody>
        {scores.map((score) => (
          <TableRow key={score.slug}>
            <RowHead>
              <TextLink href={hrefOf(score.slug)}>{score.title}</TextLink>
            </RowHead>
            <Cell numeric>{formatScore(score.mean, score)}</Cell>
            <Cell numeric>{formatInterval(score)}</Cell>
            <Cell numeric>{score.n}</Cell>
            <Cell numeric>{score.unreadable}</Cell>
            <Cell numeric>{cutOff(score, hrefOf)}</Cell>
            <Cell numeric>{doubtful(score, hrefOf)}</Cell>
            <Cell numeric>{otherwise(score.doubts)}</Cell>
            {withMoco ? <Cell numeric>{score.mocoScore === null ? "" : formatScore(score.mocoScore, score)}</Cell> : null}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function cutOff({ slug, cut }: TaskScore, hrefOf: TaskScoresProps["hrefOf"]) {
  if (cut === null) return <Missing why="Recorded before results said how their texts ended" />;
  return cut === 0 ? 0 : <TextLink href={hrefOf(slug, "cut")}>{cut}</TextLink>;
}

function doubtful({ slug, doubts }: TaskScore, hrefOf: TaskScoresProps["hrefOf"]) {
  if (doubts === null) return unknown;
  return doubts.doubtful === 0 ? 0 : <TextLink href={hrefOf(slug, "doubtful")}>{doubts.doubtful}</TextLink>;
}

function otherwise(doubts: TaskScore["doubts"]) {
  if (doubts === null) return unknown;
  return doubts.doubtful === 0 ? "no change" : formatInterval(doubts);
}
