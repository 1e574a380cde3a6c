import { type Theme, themes } from "./theme";

const labels: Record<Theme, string> = { system: "As the system", light: "Light", dark: "Dark" };

interface ThemeSwitchProps {
  current: Theme;
  choose: (form: FormData) => Promise<void>;
}

/** Three buttons that send a form, so that the choice works without scripts and is there at the first paint. */
export function ThemeSwitch({ current, choose }: ThemeSwitchProps) {
  return (
    <form action={choose}>
      <fieldset className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
        <legend className="float-left mr-4 text-ink-faint">Colours</legend>
        {themes.map((theme) => (
          <button
            key={theme}
            type="submit"
            name="theme"
            value={theme}
            aria-pressed={theme === current}
            className="py-1 text-ink-soft underline-offset-4 hover:text-ink aria-pressed:text-ink aria-pressed:underline"
          >
            {labels[theme]}
          </button>
        ))}
      </fieldset>
    </form>
  );
}
