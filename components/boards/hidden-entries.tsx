/** Carries part of a view through a form that changes the rest. */
export function HiddenEntries({ entries }: { entries: readonly [string, string][] }) {
  return entries.map(([name, value]) => <input key={`${name} ${value}`} type="hidden" name={name} value={value} />);
}
