import { splitTitles } from "@/lib/leaderboards/labels";
import { type BoardView, boardSplits } from "@/lib/leaderboards/schema";
import { domainTitles } from "@/lib/tasks/labels";
import { domains } from "@/lib/tasks/schema";
import { Button } from "../ui/button";
import { controlStyles } from "../ui/control-styles";
import { Input } from "../ui/input";
import { LinkButton } from "../ui/link-button";
import { Select } from "../ui/select";
import { HiddenEntries } from "./hidden-entries";
import { viewEntries, viewHref } from "./view-href";

interface BoardFiltersProps {
  view: BoardView;
  tasks: readonly { slug: string; title: string; domain: string }[];
  methods: readonly { id: string; name: string }[];
}

const names = ["split", "domain", "task", "method", "q"];

/** What to show, as a form whose whole state is the address. */
export function BoardFilters({ view, tasks, methods }: BoardFiltersProps) {
  const present = domains.filter((domain) => tasks.some((task) => task.domain === domain));
  const offered = view.domain ? present.filter((domain) => domain === view.domain) : present;
  const narrowed = [view.domain, view.task, view.method, view.q].some(Boolean) || view.split !== "test";
  return (
    <form
      action="/"
      method="get"
      aria-label="What to show"
      className="grid items-end gap-3 sm:grid-cols-2 lg:grid-cols-[1fr_1fr_1.2fr_1.2fr_1.2fr_auto]"
    >
      <HiddenEntries entries={viewEntries(view)} except={names} />
      <Choice label="Questions" name="split">
        <Select
          id="filter-split"
          name="split"
          defaultValue={view.split}
          options={boardSplits.map((split) => ({ value: split, label: splitTitles[split] }))}
        />
      </Choice>
      <Choice label="Domain" name="domain">
        <Select
          id="filter-domain"
          name="domain"
          defaultValue={view.domain ?? ""}
          placeholder="All domains"
          options={present.map((domain) => ({ value: domain, label: domainTitles[domain] }))}
        />
      </Choice>
      <Choice label="Task" name="task">
        <select id="filter-task" name="task" defaultValue={view.task ?? ""} className={controlStyles}>
          <option value="">All tasks</option>
          {offered.map((domain) => (
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
      </Choice>
      <Choice label="Method" name="method">
        <Select
          id="filter-method"
          name="method"
          defaultValue={view.method ?? ""}
          placeholder="All methods"
          options={methods.map((method) => ({ value: method.id, label: method.name }))}
        />
      </Choice>
      <Choice label="Name contains" name="q">
        <Input id="filter-q" name="q" type="search" defaultValue={view.q ?? ""} maxLength={100} />
      </Choice>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary">
          Show
        </Button>
        {narrowed ? (
          <LinkButton
            href={viewHref(view, { split: "test", domain: undefined, task: undefined, method: undefined, q: undefined })}
            variant="quiet"
          >
            Reset
          </LinkButton>
        ) : null}
      </div>
    </form>
  );
}

function Choice({ label, name, children }: { label: string; name: string; children: React.ReactNode }) {
  return (
    <div className="grid min-w-0 gap-1">
      <label htmlFor={`filter-${name}`} className="font-medium text-sm">
        {label}
      </label>
      {children}
    </div>
  );
}
