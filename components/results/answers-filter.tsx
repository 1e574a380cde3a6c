import { splitTitles } from "@/lib/boards/labels";
import { boardSplits } from "@/lib/boards/schema";
import { outcomeTitles } from "@/lib/pages/labels";
import type { AnswersPage } from "@/lib/pages/list-answers";
import { type AnswersView, outcomes } from "@/lib/pages/schema";
import { domainTitles } from "@/lib/tasks/labels";
import { TaskChoice } from "../tasks/task-choice";
import { Button } from "../ui/forms/button";
import { Labelled } from "../ui/forms/labelled";
import { Select } from "../ui/forms/select";

interface AnswersFilterProps {
  path: string;
  view: AnswersView;
  page: AnswersPage;
}

/** Which questions to list. */
export function AnswersFilter({ path, view, page: { tasks, counts, all, baseline } }: AnswersFilterProps) {
  const offered = outcomes.filter((outcome) => baseline !== null || outcome === "right" || outcome === "wrong");
  return (
    <form action={path} method="get" className="mb-6 grid items-end gap-3 sm:grid-cols-[auto_1fr_1.4fr_auto]">
      {view.domain ? <input type="hidden" name="domain" value={view.domain} /> : null}
      <Labelled control="answers-split" label="Split">
        <Select
          id="answers-split"
          name="split"
          defaultValue={view.split}
          options={boardSplits.map((split) => ({ value: split, label: splitTitles[split] }))}
        />
      </Labelled>
      <Labelled control="answers-task" label="Task">
        <TaskChoice
          id="answers-task"
          tasks={tasks}
          chosen={view.task}
          domain={view.domain}
          all={view.domain ? `All of ${domainTitles[view.domain].toLowerCase()}` : "All tasks"}
        />
      </Labelled>
      <Labelled control="answers-outcome" label="Show">
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
