import type { TaskSummary } from "@/lib/tasks/queries";
import { splits } from "@/lib/tasks/schema";
import { Badge } from "../ui/badge";
import { TaskList } from "./task-list";

/** The tasks of one domain with the sizes of their splits. */
export function TasksTable({ caption, tasks }: { caption: string; tasks: readonly TaskSummary[] }) {
  const lines = tasks.map(({ counts, license, obstacle, ...task }) => ({
    ...task,
    sizes: counts,
    mark: obstacle ? <Badge tone="warn">Not scored here</Badge> : null,
    last: license,
  }));
  return <TaskList caption={caption} splits={splits} lastHead="Licence" lines={lines} />;
}
