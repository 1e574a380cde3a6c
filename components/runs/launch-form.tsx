import type { ParameterField } from "@/lib/systems/schema";
import { Disclosure } from "../ui/disclosure";
import { Checkbox } from "../ui/forms/checkbox";
import { Field } from "../ui/forms/field";
import { Fieldset } from "../ui/forms/fieldset";
import { Input } from "../ui/forms/input";
import { RadioGroup } from "../ui/forms/radio-group";
import { Select } from "../ui/forms/select";
import { TextLink } from "../ui/navigation/text-link";

interface Problem {
  field: string;
  message: string;
}

interface LaunchFormProps {
  /** "models", or the id of a method. */
  what: string;
  models: readonly { slug: string; name: string; hint: string }[];
  tasks: readonly { slug: string; title: string }[];
  fields: readonly ParameterField[];
  /** What was chosen before, by field. */
  values: Readonly<Record<string, readonly string[]>>;
  problems: readonly Problem[];
}

/** Its plan stands elsewhere on the page, with the button that asks for it. */
export const launchFormId = "launch";

const limits = ["tokenCap", "unreadablePercent"];

/** What to launch. It only asks for the plan, so it is an ordinary address that can be shared and reloaded. */
export function LaunchForm({ what, models, tasks, fields, values, problems }: LaunchFormProps) {
  const isSystem = what !== "models";
  const chosen = (name: string) => values[name] ?? [];
  const problemOf = (name: string) => problems.find((problem) => problem.field === name)?.message;
  return (
    <form id={launchFormId} action="/runs/new#plan" className="grid max-w-prose gap-8">
      <input type="hidden" name="what" value={what} />
      {chosen("replaces").map((number) => (
        <input key={number} type="hidden" name="replaces" value={number} />
      ))}
      <Fieldset
        id="field-models"
        legend={isSystem ? "Members of the pool" : "Models"}
        hint={isSystem ? "They are numbered in this order." : "Each is evaluated in a run of its own."}
        error={problemOf("models")}
      >
        {isSystem || models.length === 0 ? null : (
          <Checkbox name="models" value="all" label="All runnable models" defaultChecked={chosen("models").includes("all")} />
        )}
        {models.length === 0 ? (
          <p className="text-ink-soft">
            No model can be run yet. One that is accepted in <TextLink href="/reviews">Reviews</TextLink> appears here.
          </p>
        ) : null}
        {models.map((model) => (
          <Checkbox
            key={model.slug}
            name="models"
            value={model.slug}
            label={model.name}
            hint={model.hint}
            defaultChecked={chosen("models").includes(model.slug)}
          />
        ))}
      </Fieldset>
      <RadioGroup
        name="split"
        legend="Split"
        error={problemOf("split")}
        defaultValue={chosen("split")[0] ?? "test"}
        options={[
          { value: "test", label: "Test", hint: "What the leaderboard reports." },
          { value: "held_out", label: "Held-out", hint: "Ranks models when a pool is chosen." },
        ]}
      />
      <TaskChoice tasks={tasks} chosen={chosen("tasks")} error={problemOf("tasks")} />
      <Field
        name="questionsPerTask"
        label="Questions per task"
        hint="At most so many, from the front; empty means all."
        problems={problems}
      >
        {(control) => <Input {...control} inputMode="numeric" className="max-w-40" defaultValue={chosen("questionsPerTask")[0]} />}
      </Field>
      {isSystem ? (
        <Field
          name="devPerTask"
          label="Practice questions per task"
          hint="What the system may learn from (the dev split); empty means all."
          problems={problems}
        >
          {(control) => <Input {...control} inputMode="numeric" className="max-w-40" defaultValue={chosen("devPerTask")[0]} />}
        </Field>
      ) : null}
      <Disclosure summary="Limits" open={limits.some((name) => problemOf(name) !== undefined || Boolean(chosen(name)[0]))}>
        <div className="grid gap-5">
          <Field
            name="tokenCap"
            label="Pause after so many generated tokens"
            hint="A run that reaches it finishes what is on its way and waits for approval. Empty means twice what 9 of 10 such runs need; 0 means no limit."
            problems={problems}
          >
            {(control) => <Input {...control} inputMode="numeric" className="max-w-48" defaultValue={chosen("tokenCap")[0]} />}
          </Field>
          <Field
            name="unreadablePercent"
            label="Pause when more of its answers cannot be read, in percent"
            hint="Empty means 20; 100 means no limit."
            problems={problems}
          >
            {(control) => <Input {...control} inputMode="numeric" className="max-w-48" defaultValue={chosen("unreadablePercent")[0]} />}
          </Field>
        </div>
      </Disclosure>
      <Disclosure summary="Parameters" open={fields.some((field) => problemOf(`parameter.${field.name}`) !== undefined)}>
        <div className="grid gap-5 sm:grid-cols-2">
          {fields.map((field) => (
            <ParameterInput key={field.name} field={field} value={chosen(`parameter.${field.name}`)[0]} problems={problems} />
          ))}
        </div>
      </Disclosure>
    </form>
  );
}

function TaskChoice({ tasks, chosen, error }: Pick<LaunchFormProps, "tasks"> & { chosen: readonly string[]; error: string | undefined }) {
  if (tasks.length === 0) {
    return (
      <Fieldset id="field-tasks" legend="Tasks" error={error}>
        <p className="text-ink-soft">
          No task is imported yet. An operator imports one at the terminal; <TextLink href="/tasks">Tasks</TextLink> says how.
        </p>
      </Fieldset>
    );
  }
  return (
    <Fieldset id="field-tasks" legend="Tasks" hint="Choose none to evaluate on all." error={error}>
      <div className="grid gap-x-6 gap-y-2 sm:grid-cols-2">
        {tasks.map(({ slug, title }) => (
          <Checkbox key={slug} name="tasks" value={slug} label={title} defaultChecked={chosen.includes(slug)} />
        ))}
      </div>
    </Fieldset>
  );
}

function ParameterInput({ field, value, problems }: { field: ParameterField; value: string | undefined; problems: readonly Problem[] }) {
  return (
    <Field name={`parameter.${field.name}`} label={<code>{field.name}</code>} hint={hintOf(field)} problems={problems}>
      {(control) =>
        field.kind === "choice" ? (
          <Select {...control} options={field.options} defaultValue={value ?? field.default} />
        ) : (
          <Input
            {...control}
            defaultValue={value ?? field.default}
            {...(field.kind === "number" && { inputMode: field.integer ? "numeric" : "decimal" })}
          />
        )
      }
    </Field>
  );
}

/** What a parameter says of itself: what it is, unit and range, and where its default comes from. */
function hintOf(field: ParameterField): string | undefined {
  const { description, unit, source } = field;
  const measure = [unit, field.kind === "number" && rangeOf(field)].filter(Boolean).join(", ");
  const parts = [description, measure && `${upperFirst(measure)}.`, source && `Default: ${source}.`];
  return parts.filter(Boolean).join(" ") || undefined;
}

const number = new Intl.NumberFormat("en-GB");

function rangeOf({ minimum, above, maximum }: { minimum?: number; above?: number; maximum?: number }): string {
  const bounds = { from: minimum, above, "up to": maximum };
  return Object.entries(bounds)
    .flatMap(([word, bound]) => (bound === undefined ? [] : [`${word} ${number.format(bound)}`]))
    .join(" ");
}

function upperFirst(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
