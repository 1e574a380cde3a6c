import type { DeclaredTask } from "@/lib/tasks/declared-tasks";
import { TaskList } from "./task-list";

/** Tasks that the paper evaluates on and that are not imported here. */
export function DeclaredTable({ tasks }: { tasks: readonly DeclaredTask[] }) {
  return (
    <TaskList
      caption="Tasks of the paper that are not imported"
      splits={["dev", "test"]}
      lastHead="State"
      lines={tasks.map((task) => ({ ...task, last: <span className="text-ink-soft">Not imported</span> }))}
    />
  );
}
