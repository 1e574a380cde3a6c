interface ChoiceButtonsProps<Value extends string> {
  legend: string;
  name: string;
  options: Readonly<Record<Value, string>>;
  current: Value;
  choose: (form: FormData) => Promise<void>;
}

/** A preference of the reader: buttons that send a form, so that the choice works without scripts and is there at the first paint. */
export function ChoiceButtons<Value extends string>({ legend, name, options, current, choose }: ChoiceButtonsProps<Value>) {
  return (
    <form action={choose}>
      <fieldset className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
        <legend className="float-left mr-4 text-ink-faint">{legend}</legend>
        {Object.entries<string>(options).map(([value, label]) => (
          <button
            key={value}
            type="submit"
            name={name}
            value={value}
            aria-pressed={value === current}
            className="min-h-6 min-w-6 py-1 text-ink-soft underline-offset-4 hover:text-ink aria-pressed:text-ink aria-pressed:underline"
          >
            {label}
          </button>
        ))}
      </fieldset>
    </form>
  );
}
