import { descriptionLimit } from "@/lib/submissions/schema";
import { Checkbox } from "../ui/forms/checkbox";
import { Field } from "../ui/forms/field";
import type { FormValues } from "../ui/forms/form-state";
import { textOf } from "../ui/forms/form-values";
import { Input } from "../ui/forms/input";
import { Textarea } from "../ui/forms/textarea";

interface FieldsProps {
  values: FormValues;
  problems: readonly { field: string; message: string }[];
}

/** Who offers the model. */
export function PersonFields({ values, problems, countries }: FieldsProps & { countries: readonly string[] }) {
  return (
    <div className="grid gap-6 sm:grid-cols-2">
      <Field name="person" label="Your name" required problems={problems} className="sm:col-span-2">
        {(control) => <Input {...control} required={false} autoComplete="name" defaultValue={textOf(values, "person")} />}
      </Field>
      <Field name="institution" label="Institution" hint="University, company, group, or nothing." problems={problems}>
        {(control) => <Input {...control} autoComplete="organization" defaultValue={textOf(values, "institution")} />}
      </Field>
      <Field name="country" label="Country" hint="Where you work." problems={problems}>
        {(control) => <Input {...control} list="countries" autoComplete="country-name" defaultValue={textOf(values, "country")} />}
      </Field>
      <datalist id="countries">
        {countries.map((country) => (
          <option key={country} value={country} />
        ))}
      </datalist>
      <div className="grid gap-3 sm:col-span-2">
        <Checkbox name="nameShown" label="Show my name beside the model" defaultChecked={textOf(values, "nameShown") === "on"} />
        <Checkbox
          name="contactAllowed"
          label="Other contributors may ask to be put in touch with me"
          hint="Your address is never shown; we pass a request on to you."
          defaultChecked={textOf(values, "contactAllowed") === "on"}
        />
        <Checkbox
          name="evaluationInvitation"
          label="Invite me to judge the systems that my model becomes part of"
          hint="About half an hour, blind comparisons, whenever it suits you."
          defaultChecked={textOf(values, "evaluationInvitation") === "on"}
        />
      </div>
    </div>
  );
}

/** Which model it is. */
export function ModelIdFields({ values, problems }: FieldsProps) {
  return (
    <div className="grid gap-6 sm:grid-cols-[2fr_1fr]">
      <Field
        name="hubId"
        label="Model ID on the Hugging Face Hub"
        hint="owner/name. You may paste the address of the model's page."
        required
        problems={problems}
      >
        {(control) => (
          <Input
            {...control}
            required={false}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            defaultValue={textOf(values, "hubId")}
          />
        )}
      </Field>
      <Field name="revision" label="Revision" hint="Branch, tag or commit." problems={problems}>
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            placeholder="main"
            defaultValue={textOf(values, "revision")}
          />
        )}
      </Field>
    </div>
  );
}

/** What the model is good at and where it comes from. */
export function ModelFields({ values, problems }: FieldsProps) {
  return (
    <div className="grid gap-6">
      <Field
        name="description"
        label="Description"
        hint={`One line, at most ${descriptionLimit} characters: what is it good at? Other models read this line when they choose who answers a question, so plain words work best.`}
        required
        problems={problems}
      >
        {(control) => <Textarea {...control} required={false} rows={2} defaultValue={textOf(values, "description")} />}
      </Field>
      <Field name="baseModel" label="Base model" hint="The model that it was adapted from, as owner/name." problems={problems}>
        {(control) => (
          <Input {...control} autoComplete="off" autoCapitalize="none" spellCheck={false} defaultValue={textOf(values, "baseModel")} />
        )}
      </Field>
      <Field name="paper" label="Paper" hint="Title, arXiv number or DOI." problems={problems}>
        {(control) => <Input {...control} autoComplete="off" defaultValue={textOf(values, "paper")} />}
      </Field>
      <Field
        name="trainingData"
        label="Training data"
        hint="One data set per line, with the split where you know it. Saying that a test set was seen costs no rank: it is marked, not punished."
        problems={problems}
      >
        {(control) => <Textarea {...control} rows={3} defaultValue={textOf(values, "trainingData")} />}
      </Field>
    </div>
  );
}
