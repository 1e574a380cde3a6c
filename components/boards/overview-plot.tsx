import type { Boards } from "@/lib/boards/read-board";
import type { ModelStanding, SystemStanding } from "@/lib/boards/schema";
import { IntervalPlot, type IntervalRow } from "../charts/interval-plot";

interface OverviewPlotProps {
  everyone: Boards["everyone"];
  /** What the scores are taken over. */
  scope: string;
  /** The best single model, to compare with. */
  reference: { value: number; label: string } | undefined;
}

const shown = 8;

/** Who does how well, alone and together, in one drawing. */
export function OverviewPlot({ everyone: { models, systems: all }, scope, reference }: OverviewPlotProps) {
  // The baseline is one model answering; it is drawn as that model and as the dashed line.
  const systems = all.filter((row) => !row.isBaseline);
  const rows = [...pick(systems, "ensemble"), ...pick(models, "solo")].toSorted((one, other) => other.value - one.value);
  const left = Math.max(0, systems.length - shown) + Math.max(0, models.length - shown);
  const more = left > 0 ? ` The best ${shown} of each; ${left} more ${left === 1 ? "is" : "are"} in the tables.` : "";
  return (
    <IntervalPlot
      title={`${scope}: score alone and together`}
      description={`Mean score with its 95 % interval. Differences inside overlapping intervals may be chance.${more}`}
      rows={rows}
      format="percent"
      reference={reference}
      domain={[0, 1]}
    />
  );
}

function pick(rows: readonly (ModelStanding | SystemStanding)[], voice: IntervalRow["voice"]): IntervalRow[] {
  const best = rows.toSorted((one, other) => other.score - one.score).slice(0, shown);
  return best.map((row) => ({
    key: `${row.kind} ${row.slug}`,
    label: row.name,
    href: row.url,
    voice,
    value: row.score,
    low: row.interval[0],
    high: row.interval[1],
    n: row.n,
  }));
}
