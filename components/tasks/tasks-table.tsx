import { type Split, splits } from "@/lib/tasks/schema";
import { Badge } from "../ui/badge";
import { type TaskLine, TaskList } from "./task-list";

interface TaskRow extends Omit<TaskLine, "sizes" | "mark" | "last"> {
  license: string;
  counts: Record<Split, number>;
  /** Why its answers cannot be scored here; null when they can. */
  obstacle: string | null;
}

/** The tasks of one domain with the sizes of their splits. */
export function TasksTable({ caption, tasks }: { caption: string; tasks: readonly TaskRow[] }) {
  const lines = tasks.map(({ counts, license, obstacle, ...task }) => ({
    ...task,
    sizes: counts,
    mark: obstacle ? <Badge tone="warn">Not scored here</Badge> : null,
    last: license,
  }));
  return <TaskList caption={caption} splits={splits} lastHead="Licence" lines={lines} />;
}
