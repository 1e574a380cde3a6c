import type { MissingTask } from "@/lib/tasks/declared-queries";
import { TaskList } from "./task-list";

/** Tasks that the paper evaluates on and that are not imported here. */
export function DeclaredTable({ tasks }: { tasks: readonly MissingTask[] }) {
  return (
    <TaskList
      caption="Tasks of the paper that are not imported"
      splits={["dev", "test"]}
      lastHead="State"
      lines={tasks.map((task) => ({ ...task, last: <span className="text-ink-soft">Not imported</span> }))}
    />
  );
}
