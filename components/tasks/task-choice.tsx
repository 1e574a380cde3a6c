import type { Boards } from "@/lib/boards/read-board";
import { domainTitles } from "@/lib/tasks/labels";
import { type Domain, domains } from "@/lib/tasks/schema";
import { controlStyles } from "../ui/forms/control-styles";

interface TaskChoiceProps {
  id: string;
  tasks: Boards["choices"]["tasks"];
  chosen: string | undefined;
  /** Offers the tasks of this domain alone. */
  domain: Domain | undefined;
  /** Words for "no particular task". */
  all: string;
}

/** One task or all of them, grouped by domain. */
export function TaskChoice({ id, tasks, chosen, domain, all }: TaskChoiceProps) {
  const offered = domains.filter((each) => (!domain || each === domain) && tasks.some((task) => task.domain === each));
  return (
    <select id={id} name="task" defaultValue={chosen ?? ""} className={controlStyles}>
      <option value="">{all}</option>
      {offered.map((each) => (
        <optgroup key={each} label={domainTitles[each]}>
          {tasks
            .filter((task) => task.domain === each)
            .map((task) => (
              <option key={task.slug} value={task.slug}>
                {task.title}
              </option>
            ))}
        </optgroup>
      ))}
    </select>
  );
}
