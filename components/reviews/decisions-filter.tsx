import { decisionTitles } from "@/lib/reviews/labels";
import type { DecisionsView } from "@/lib/reviews/schema";
import { Button } from "../ui/forms/button";
import { Field } from "../ui/forms/field";
import { Input } from "../ui/forms/input";
import { Select } from "../ui/forms/select";

interface DecisionsFilterProps {
  view: DecisionsView;
  reviewers: readonly { id: string; name: string }[];
}

const decisions = Object.entries(decisionTitles).map(([value, label]) => ({ value, label }));

/** Narrows the list of decisions; its state is the address. */
export function DecisionsFilter({ view, reviewers }: DecisionsFilterProps) {
  return (
    <search>
      <form method="get" action="/reviews/decided" className="mb-6 grid items-end gap-4 sm:grid-cols-[2fr_1fr_1fr_auto]">
        <Field name="q" label="Model, contributor, reason or number" required>
          {({ required: _, ...control }) => <Input {...control} type="search" defaultValue={view.q} maxLength={100} />}
        </Field>
        <Field name="decision" label="Decision" required>
          {({ required: _, ...control }) => (
            <Select {...control} options={decisions} placeholder="Any" defaultValue={view.decision ?? ""} />
          )}
        </Field>
        <Field name="person" label="Decided by" required>
          {({ required: _, ...control }) => (
            <Select
              {...control}
              options={reviewers.map(({ id, name }) => ({ value: id, label: name }))}
              placeholder="Anybody"
              defaultValue={view.person ?? ""}
            />
          )}
        </Field>
        <Button type="submit">Show</Button>
      </form>
    </search>
  );
}
