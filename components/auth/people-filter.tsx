import { roleLabels } from "@/lib/auth/labels";
import type { PeopleFilter as Filter } from "@/lib/auth/schema";
import { Button } from "../ui/forms/button";
import { Field } from "../ui/forms/field";
import { Input } from "../ui/forms/input";
import { Select } from "../ui/forms/select";

const roles = Object.entries(roleLabels).map(([value, { title }]) => ({ value, label: title }));
const standings = [
  { value: "active", label: "Active" },
  { value: "suspended", label: "Suspended" },
];

/** Narrows the list of people; its state is the address. */
export function PeopleFilter({ filter }: { filter: Filter }) {
  return (
    <search>
      <form method="get" action="/people" className="mb-6 grid items-end gap-4 sm:grid-cols-[2fr_1fr_1fr_auto]">
        <Field name="search" label="Name or address" required>
          {({ required: _, ...control }) => <Input {...control} type="search" defaultValue={filter.search} maxLength={100} />}
        </Field>
        <Field name="role" label="Role" required>
          {({ required: _, ...control }) => <Select {...control} options={roles} placeholder="Any" defaultValue={filter.role ?? ""} />}
        </Field>
        <Field name="standing" label="Standing" required>
          {({ required: _, ...control }) => (
            <Select {...control} options={standings} placeholder="Any" defaultValue={filter.standing ?? ""} />
          )}
        </Field>
        <Button type="submit">Show</Button>
      </form>
    </search>
  );
}
