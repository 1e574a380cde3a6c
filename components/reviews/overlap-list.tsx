import type { Overlap } from "@/lib/tasks/find-overlaps";
import { TextLink } from "../ui/navigation/text-link";

interface OverlapListProps {
  overlaps: readonly Overlap[];
  /** Whether anything was declared at all. */
  declared: boolean;
}

/** What the declared training data means for scores, worked out before anybody reads it. */
export function OverlapList({ overlaps, declared }: OverlapListProps) {
  if (overlaps.length === 0) {
    return (
      <p className="text-ink-soft text-sm">
        {declared
          ? "What was declared as training data names the data of no task here."
          : "No training data was declared, so overlap with the tasks is unknown."}
      </p>
    );
  }
  return (
    <ul className="grid gap-1 text-sm">
      {overlaps.map(({ task, text, from }) => (
        <li key={task.slug} className="[overflow-wrap:anywhere]">
          Scores on <TextLink href={`/tasks/${task.slug}`}>{task.title}</TextLink> will be flagged: “{text}”
          {from === null ? "" : `, declared by ${from}`}.
        </li>
      ))}
    </ul>
  );
}
