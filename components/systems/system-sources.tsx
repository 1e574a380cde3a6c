import { type Source, sourceTitles } from "@/lib/systems/schema";

/** What had a part in the making of a system beside its members. */
export function SystemSources({ sources }: { sources: readonly Source[] }) {
  if (sources.length === 0) return null;
  return (
    <div className="mt-4 text-sm">
      <p className="font-semibold">Made with</p>
      <ul>
        {sources.map((source) => (
          <li key={`${source.kind} ${source.name}`} className="[overflow-wrap:anywhere]">
            {sourceTitles[source.kind]} {source.name} <span className="text-ink-soft">({source.via})</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
