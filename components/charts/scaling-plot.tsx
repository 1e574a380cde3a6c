import { scaleLog } from "d3-scale";
import { area, line } from "d3-shape";
import { useId } from "react";
import { Axes } from "./axes";
import { ChartFigure } from "./chart-figure";
import { type Estimate, formatEstimate, formatInterval, type NumberFormat } from "./estimate";
import { Mark } from "./mark";
import { type Reference, ReferenceKey } from "./reference-key";
import { percent, scaleOver } from "./scale";

export interface ScalingPoint extends Estimate {
  /** Models in the pool. */
  size: number;
}

interface ScalingPlotProps {
  title: string;
  description: string;
  points: readonly ScalingPoint[];
  format: NumberFormat;
  yLabel: string;
  /** For example the best single model; drawn as a dashed line. */
  reference?: Reference | undefined;
  domain?: readonly [number, number] | undefined;
}

const height = 340;
const bottom = height - 48;
const left = 12;
const right = 94;

/** How a number changes as the pool doubles: a line with its 95 % band, sizes on a logarithmic axis. */
export function ScalingPlot({ title, description, points, format, yLabel, reference, domain }: ScalingPlotProps) {
  const id = useId();
  const sorted = points.toSorted((one, other) => one.size - other.size);
  const sizes = sorted.map((point) => point.size);
  const across = scaleLog([Math.min(...sizes, 1e9), Math.max(...sizes, 2)], [left + 4, right - 4]).base(2);
  const up = scaleOver(sorted, [bottom, 34], reference ? [reference.value] : [], domain);
  const banded = sorted.filter((point) => point.low !== null && point.high !== null);
  const band = area<ScalingPoint>(
    (point) => across(point.size),
    (point) => up(point.low ?? point.value),
    (point) => up(point.high ?? point.value),
  )(banded);
  const curve = line<ScalingPoint>(
    (point) => across(point.size),
    (point) => up(point.value),
  )(sorted);
  const twin = {
    columns: ["Models in the pool", yLabel, "95 % interval", "n"],
    rows: sorted.map((point) => ({
      key: String(point.size),
      label: String(point.size),
      cells: [formatEstimate(point, format), formatInterval(point, format), point.n === undefined ? "not given" : String(point.n)],
    })),
  };
  return (
    <ChartFigure title={title} description={description} twin={twin}>
      <ReferenceKey reference={reference} format={format} />
      <svg width="100%" height={height} className="max-w-[46rem]" role="img" aria-labelledby={`${id}-title ${id}-description`}>
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-description`}>{description}</desc>
        <SizeAxes sizes={sizes} across={across} up={up} format={format} yLabel={yLabel} />
        <svg x="0" y="0" width="100%" height={height} viewBox={`0 0 100 ${height}`} preserveAspectRatio="none" aria-hidden="true">
          {band === null ? null : <path d={band} className="fill-ensemble" fillOpacity="0.16" />}
          {curve === null ? null : (
            <path d={curve} fill="none" className="stroke-ensemble" strokeWidth="2.5" vectorEffect="non-scaling-stroke" />
          )}
        </svg>
        {reference ? (
          <line
            x1={percent(left)}
            x2={percent(right)}
            y1={up(reference.value)}
            y2={up(reference.value)}
            className="stroke-ink"
            strokeWidth="1.5"
            strokeDasharray="4 3"
          />
        ) : null}
        {sorted.map((point) => (
          <Mark key={point.size} voice="ensemble" x={percent(across(point.size))} y={up(point.value)} />
        ))}
      </svg>
    </ChartFigure>
  );
}

interface SizeAxesProps {
  sizes: readonly number[];
  across: (value: number) => number;
  up: ReturnType<typeof scaleOver>;
  format: NumberFormat;
  yLabel: string;
}

function SizeAxes({ sizes, across, up, format, yLabel }: SizeAxesProps) {
  const empty = scaleOver([], [left, right]);
  return (
    <>
      <Axes x={empty} y={up} xFormat="plain" yFormat={format} xLabel="Models in the pool" yLabel={yLabel} xTicks={[]} />
      {sizes.map((size) => (
        <text key={size} x={percent(across(size))} y={bottom + 18} textAnchor="middle" fontSize="12" className="fill-ink-soft">
          {size}
        </text>
      ))}
    </>
  );
}
