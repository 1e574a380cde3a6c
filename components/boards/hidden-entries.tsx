/** Carries the rest of a view through a form that changes part of it. */
export function HiddenEntries({ entries, except }: { entries: readonly [string, string][]; except: readonly string[] }) {
  const kept = entries.filter(([name]) => !except.includes(name));
  return kept.map(([name, value]) => <input key={`${name} ${value}`} type="hidden" name={name} value={value} />);
}
