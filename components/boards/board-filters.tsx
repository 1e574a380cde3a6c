import { splitTitles } from "@/lib/boards/labels";
import { type BoardView, boardSplits } from "@/lib/boards/schema";
import { domainTitles } from "@/lib/tasks/labels";
import { domains } from "@/lib/tasks/schema";
import { Button } from "../ui/button";
import { Input } from "../ui/input";
import { Labelled } from "../ui/labelled";
import { LinkButton } from "../ui/link-button";
import { Select } from "../ui/select";
import { HiddenEntries } from "./hidden-entries";
import { TaskChoice } from "./task-choice";
import { viewEntries, viewHref } from "./view-href";

interface BoardFiltersProps {
  view: BoardView;
  tasks: readonly { slug: string; title: string; domain: string }[];
  methods: readonly { id: string; name: string }[];
}

/** What the form sets anew; other rows begin on their first page. */
const names = ["split", "domain", "task", "method", "q", "flagged", "modelPage", "systemPage"];

/** What to show, as a form whose whole state is the address. */
export function BoardFilters({ view, tasks, methods }: BoardFiltersProps) {
  const present = domains.filter((domain) => tasks.some((task) => task.domain === domain));
  const narrowed = [view.domain, view.task, view.method, view.q, view.flagged].some(Boolean) || view.split !== "test";
  return (
    <form action="/" method="get" aria-label="What to show" className="grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-4">
      <HiddenEntries entries={viewEntries(view)} except={names} />
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
          <LinkButton
            href={viewHref(view, {
              split: "test",
              domain: undefined,
              task: undefined,
              method: undefined,
              q: undefined,
              flagged: undefined,
              modelPage: 1,
              systemPage: 1,
            })}
            variant="quiet"
          >
            Reset
          </LinkButton>
        ) : null}
      </div>
    </form>
  );
}
