import { ChoiceButtons } from "./choice-buttons";
import type { Theme } from "./theme";

const labels: Record<Theme, string> = { system: "As the system", light: "Light", dark: "Dark" };

/** The choice of colours. */
export function ThemeSwitch({ current, choose }: { current: Theme; choose: (form: FormData) => Promise<void> }) {
  return <ChoiceButtons legend="Colours" name="theme" options={labels} current={current} choose={choose} />;
}
