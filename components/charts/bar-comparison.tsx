import { scaleLinear } from "d3-scale";
import { ChartFigure } from "./chart-figure";
import { type Estimate, formatEstimate, formatInterval, type NumberFormat, type Voice } from "./estimate";
import { percent } from "./scale";

export interface Bar extends Estimate {
  key: string;
  label: string;
  voice: Voice;
}

interface BarComparisonProps {
  title: string;
  description: string;
  groups: readonly { key: string; label: string; bars: readonly Bar[] }[];
  format: NumberFormat;
  /** The value of a full bar; without it the largest value fills the width. */
  max?: number | undefined;
}

/** Bars from zero, side by side within a group, each with its number in words. Values below zero belong in an interval plot. */
export function BarComparison({ title, description, groups, format, max }: BarComparisonProps) {
  const bars = groups.flatMap((group) => group.bars);
  const most = max ?? Math.max(...bars.map((bar) => bar.high ?? bar.value), Number.MIN_VALUE);
  const scale = scaleLinear([0, most], [0, 100]).clamp(true);
  const twin = {
    columns: ["Name", "Value", "95 % interval", "n"],
    rows: groups.flatMap((group) =>
      group.bars.map((bar) => ({
        key: `${group.key} ${bar.key}`,
        label: `${group.label}: ${bar.label}`,
        cells: [formatEstimate(bar, format), formatInterval(bar, format), bar.n === undefined ? "not given" : String(bar.n)],
      })),
    ),
  };
  return (
    <ChartFigure title={title} description={description} twin={twin}>
      <ul className="grid gap-5">
        {groups.map((group) => (
          <li key={group.key}>
            <p className="mb-1 font-medium text-sm">{group.label}</p>
            <ul className="grid gap-1">
              {group.bars.map((bar) => (
                <li key={bar.key} className="grid items-center gap-x-5 text-sm sm:grid-cols-[minmax(8rem,14rem)_1fr_5rem]">
                  <span className="min-w-0 text-ink-soft [overflow-wrap:anywhere]">{bar.label}</span>
                  <BarDrawing bar={bar} scale={scale} />
                  <span className="tabular-nums sm:text-right">{formatEstimate(bar, format)}</span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </ChartFigure>
  );
}

/** Solo bars are outlined, ensemble bars are filled; the thin line across the end is the interval. */
function BarDrawing({ bar, scale }: { bar: Bar; scale: (value: number) => number }) {
  const look = bar.voice === "solo" ? "fill-solo-wash stroke-solo" : "fill-ensemble stroke-ensemble";
  return (
    <svg width="100%" height="20" aria-hidden="true" className="overflow-visible">
      <rect x="0" y="3" width={percent(scale(bar.value))} height="14" className={look} strokeWidth="1.5" />
      {bar.low === null || bar.high === null ? null : (
        <g className="stroke-ink" strokeWidth="1.5">
          <line x1={percent(scale(bar.low))} x2={percent(scale(bar.high))} y1="10" y2="10" className="stroke-paper" strokeWidth="4" />
          <line x1={percent(scale(bar.low))} x2={percent(scale(bar.high))} y1="10" y2="10" />
        </g>
      )}
    </svg>
  );
}
