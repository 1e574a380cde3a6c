import { ChoiceButtons } from "./choice-buttons";
import type { SingleKeys } from "./single-keys";

const labels: Record<SingleKeys, string> = { on: "On", off: "Off" };

/** Switches keys without Ctrl or Alt on and off, on every page (WCAG 2.1.4). */
export function KeysSwitch({ current, choose }: { current: SingleKeys; choose: (form: FormData) => Promise<void> }) {
  return <ChoiceButtons legend="Single keys" name="keys" options={labels} current={current} choose={choose} />;
}
