import { outcomeTitles, splitTitles } from "@/lib/leaderboards/labels";
import { type AnswersView, boardSplits, outcomes } from "@/lib/leaderboards/schema";
import { domainTitles } from "@/lib/tasks/labels";
import { domains } from "@/lib/tasks/schema";
import { Button } from "../ui/button";
import { controlStyles } from "../ui/control-styles";
import { Select } from "../ui/select";

interface AnswersFilterProps {
  path: string;
  view: AnswersView;
  tasks: readonly { slug: string; title: string; domain: string }[];
  /** How many questions have each outcome, before the outcome is chosen. */
  counts: Record<(typeof outcomes)[number], number>;
  all: number;
  /** Whether there is a best single model to compare with. */
  compared: boolean;
}

/** Which questions to list. */
export function AnswersFilter({ path, view, tasks, counts, all, compared }: AnswersFilterProps) {
  const offered = outcomes.filter((outcome) => compared || outcome === "right" || outcome === "wrong");
  return (
    <form action={path} method="get" className="mb-6 grid items-end gap-3 sm:grid-cols-[auto_1fr_1.4fr_auto]">
      {view.domain ? <input type="hidden" name="domain" value={view.domain} /> : null}
      <Labelled name="split" label="Split">
        <Select
          id="answers-split"
          name="split"
          defaultValue={view.split}
          options={boardSplits.map((split) => ({ value: split, label: splitTitles[split] }))}
        />
      </Labelled>
      <Labelled name="task" label="Task">
        <select id="answers-task" name="task" defaultValue={view.task ?? ""} className={controlStyles}>
          <option value="">{view.domain ? `All of ${domainTitles[view.domain].toLowerCase()}` : "All tasks"}</option>
          {domains
            .filter((domain) => (!view.domain || domain === view.domain) && tasks.some((task) => task.domain === domain))
            .map((domain) => (
              <optgroup key={domain} label={domainTitles[domain]}>
                {tasks
                  .filter((task) => task.domain === domain)
                  .map((task) => (
                    <option key={task.slug} value={task.slug}>
                      {task.title}
                    </option>
                  ))}
              </optgroup>
            ))}
        </select>
      </Labelled>
      <Labelled name="outcome" label="Show">
        <Select
          id="answers-outcome"
          name="outcome"
          defaultValue={view.outcome ?? ""}
          placeholder={`All ${all} questions`}
          options={offered.map((outcome) => ({ value: outcome, label: `${outcomeTitles[outcome]} (${counts[outcome]})` }))}
        />
      </Labelled>
      <Button type="submit" variant="primary">
        Show
      </Button>
    </form>
  );
}

function Labelled({ name, label, children }: { name: string; label: string; children: React.ReactNode }) {
  return (
    <div className="grid min-w-0 gap-1">
      <label htmlFor={`answers-${name}`} className="font-medium text-sm">
        {label}
      </label>
      {children}
    </div>
  );
}
