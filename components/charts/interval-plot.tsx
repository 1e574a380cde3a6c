import type { ScaleLinear } from "d3-scale";
import { TextLink } from "../ui/navigation/text-link";
import { ChartFigure } from "./chart-figure";
import { type Estimate, formatEstimate, formatInterval, formatTick, type NumberFormat, type Voice } from "./estimate";
import { Mark, VoiceLegend } from "./mark";
import { type Reference, ReferenceKey } from "./reference-key";
import { percent, scaleOver } from "./scale";

export interface IntervalRow extends Estimate {
  key: string;
  label: string;
  href?: string | undefined;
  voice: Voice;
}

interface IntervalPlotProps {
  title: string;
  description: string;
  rows: readonly IntervalRow[];
  format: NumberFormat;
  /** A value to compare with, for example chance or the best single model; drawn as a dashed line. */
  reference?: Reference | undefined;
  domain?: readonly [number, number] | undefined;
}

const rowHeight = 28;
const layout = "grid grid-cols-[1fr_auto] items-center gap-x-5 sm:grid-cols-[minmax(8rem,14rem)_1fr_12rem]";

/** Dots with their 95 % intervals, one row each, best read from top to bottom. */
export function IntervalPlot({ title, description, rows, format, reference, domain }: IntervalPlotProps) {
  const scale = scaleOver(rows, [2, 98], reference ? [reference.value] : [], domain);
  const mixed = new Set(rows.map((row) => row.voice)).size > 1;
  const twin = {
    columns: ["Name", "Value", "95 % interval", "n"],
    rows: rows.map((row) => ({
      key: row.key,
      label: row.label,
      href: row.href,
      cells: [formatEstimate(row, format), formatInterval(row, format), row.n === undefined ? "not given" : String(row.n)],
    })),
  };
  return (
    <ChartFigure title={title} description={description} twin={twin} legend={mixed ? <VoiceLegend /> : null}>
      <ReferenceKey reference={reference} format={format} />
      <ul>
        {rows.map((row) => (
          <li key={row.key} className={`${layout} border-rule border-t py-1 sm:py-0`}>
            <span className="min-w-0 text-sm [overflow-wrap:anywhere]">
              {row.href ? (
                <TextLink href={row.href} quiet>
                  {row.label}
                </TextLink>
              ) : (
                row.label
              )}
            </span>
            <IntervalDrawing row={row} scale={scale} reference={reference?.value} />
            <span className="text-sm tabular-nums sm:text-right">
              <span className="font-medium">{formatEstimate(row, format)}</span>{" "}
              <span className="text-ink-soft">({formatInterval(row, format)})</span>
            </span>
          </li>
        ))}
      </ul>
      <div className={`${layout} border-ink-faint border-t`}>
        <span className="max-sm:hidden" />
        <svg width="100%" height="22" aria-hidden="true" className="overflow-visible max-sm:col-span-2">
          {scale.ticks(5).map((tick) => (
            <text key={tick} x={percent(scale(tick))} y="15" textAnchor="middle" fontSize="12" className="fill-ink-soft">
              {formatTick(tick, format)}
            </text>
          ))}
        </svg>
        <span className="max-sm:hidden" />
      </div>
    </ChartFigure>
  );
}

interface IntervalDrawingProps {
  row: IntervalRow;
  scale: ScaleLinear<number, number>;
  reference: number | undefined;
}

/** The words beside it say the same, so screen readers pass it by. */
function IntervalDrawing({ row, scale, reference }: IntervalDrawingProps) {
  const middle = rowHeight / 2;
  const stroke = row.voice === "solo" ? "stroke-solo" : "stroke-ensemble";
  return (
    <svg width="100%" height={rowHeight} aria-hidden="true" className="overflow-visible max-sm:order-last max-sm:col-span-2">
      {scale.ticks(5).map((tick) => (
        <line key={tick} x1={percent(scale(tick))} x2={percent(scale(tick))} y1="0" y2={rowHeight} className="stroke-rule" />
      ))}
      {reference === undefined ? null : (
        <line
          x1={percent(scale(reference))}
          x2={percent(scale(reference))}
          y1="0"
          y2={rowHeight}
          className="stroke-ink"
          strokeWidth="1.5"
          strokeDasharray="4 3"
        />
      )}
      {row.low === null || row.high === null ? null : (
        <line x1={percent(scale(row.low))} x2={percent(scale(row.high))} y1={middle} y2={middle} className={stroke} strokeWidth="2.5" />
      )}
      <Mark voice={row.voice} x={percent(scale(row.value))} y={middle} />
    </svg>
  );
}
