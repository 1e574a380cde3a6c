import { splitTitles } from "@/lib/boards/labels";
import type { Boards } from "@/lib/boards/read-board";
import { type BoardView, boardSplits, boardView } from "@/lib/boards/schema";
import { domainTitles } from "@/lib/tasks/labels";
import { domains } from "@/lib/tasks/schema";
import { TaskChoice } from "../tasks/task-choice";
import { Button } from "../ui/forms/button";
import { Input } from "../ui/forms/input";
import { Labelled } from "../ui/forms/labelled";
import { Select } from "../ui/forms/select";
import { addressOf, entriesOf } from "../ui/navigation/address-of";
import { LinkButton } from "../ui/navigation/link-button";
import { HiddenEntries } from "./hidden-entries";

interface BoardFiltersProps {
  view: BoardView;
  choices: Boards["choices"];
}

const filters = { split: true, domain: true, task: true, method: true, q: true, flagged: true } as const;
/** What the form leaves as it is; other rows begin on their first page. */
const rest = boardView.omit({ ...filters, modelPage: true, systemPage: true });

/** What to show, as a form whose whole state is the address. */
export function BoardFilters({ view, choices: { tasks, methods } }: BoardFiltersProps) {
  const present = domains.filter((domain) => tasks.some((task) => task.domain === domain));
  const narrowed = entriesOf(boardView.pick(filters), view).length > 0;
  return (
    <form action="/" method="get" aria-label="What to show" className="grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-4">
      <HiddenEntries entries={entriesOf(rest, view)} />
      <Labelled control="filter-split" label="Questions">
        <Select
          id="filter-split"
          name="split"
          defaultValue={view.split}
          options={boardSplits.map((split) => ({ value: split, label: splitTitles[split] }))}
        />
      </Labelled>
      <Labelled control="filter-domain" label="Domain">
        <Select
          id="filter-domain"
          name="domain"
          defaultValue={view.domain ?? ""}
          placeholder="All domains"
          options={present.map((domain) => ({ value: domain, label: domainTitles[domain] }))}
        />
      </Labelled>
      <Labelled control="filter-task" label="Task">
        <TaskChoice id="filter-task" tasks={tasks} chosen={view.task} domain={view.domain} all="All tasks" />
      </Labelled>
      <Labelled control="filter-method" label="Method">
        <Select
          id="filter-method"
          name="method"
          defaultValue={view.method ?? ""}
          placeholder="All methods"
          options={methods.map((method) => ({ value: method.id, label: method.name }))}
        />
      </Labelled>
      <Labelled control="filter-q" label="Name contains">
        <Input id="filter-q" name="q" type="search" defaultValue={view.q ?? ""} maxLength={100} />
      </Labelled>
      <Labelled control="filter-flagged" label="Flagged scores">
        <Select
          id="filter-flagged"
          name="flagged"
          defaultValue={view.flagged ?? ""}
          placeholder="Shown and marked"
          options={[{ value: "without", label: "Left out" }]}
        />
      </Labelled>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary">
          Show
        </Button>
        {narrowed ? (
          <LinkButton href={addressOf("/", rest, view)} variant="quiet">
            Reset
          </LinkButton>
        ) : null}
      </div>
    </form>
  );
}
