import { useId } from "react";
import { TextLink } from "../ui/navigation/text-link";
import { Axes } from "./axes";
import { ChartFigure, type TwinTable } from "./chart-figure";
import { type Estimate, formatEstimate, formatInterval, type NumberFormat } from "./estimate";
import { percent, scaleOver } from "./scale";

interface ScatterPoint {
  key: string;
  label: string;
  href?: string | undefined;
  x: Estimate;
  y: Estimate;
}

interface ScatterAxis {
  label: string;
  format: NumberFormat;
  domain?: readonly [number, number] | undefined;
  /** Drawn as a dashed line, for example 0 for differences. */
  reference?: number | undefined;
}

interface ScatterPlotProps {
  title: string;
  description: string;
  points: readonly ScatterPoint[];
  x: ScatterAxis;
  y: ScatterAxis;
}

const height = 420;
const bottom = height - 48;

/** Two numbers of each thing with both intervals; points carry numbers that the list below explains. */
export function ScatterPlot({ title, description, points, x, y }: ScatterPlotProps) {
  const id = useId();
  const xReferences = x.reference === undefined ? [] : [x.reference];
  const yReferences = y.reference === undefined ? [] : [y.reference];
  const across = scaleOver(
    points.map((point) => point.x),
    [12, 96],
    xReferences,
    x.domain,
  );
  const up = scaleOver(
    points.map((point) => point.y),
    [bottom, 34],
    yReferences,
    y.domain,
  );
  return (
    <ChartFigure title={title} description={description} twin={twinOf(points, x, y)}>
      <svg width="100%" height={height} className="max-w-[46rem]" role="img" aria-labelledby={`${id}-title ${id}-description`}>
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-description`}>{description}</desc>
        <Axes x={across} y={up} xFormat={x.format} yFormat={y.format} xLabel={x.label} yLabel={y.label} />
        {yReferences.map((value) => (
          <line key={value} x1="12%" x2="96%" y1={up(value)} y2={up(value)} className="stroke-ink" strokeDasharray="4 3" />
        ))}
        {xReferences.map((value) => (
          <line
            key={value}
            x1={percent(across(value))}
            x2={percent(across(value))}
            y1="34"
            y2={bottom}
            className="stroke-ink"
            strokeDasharray="4 3"
          />
        ))}
        {points.map((point) => (
          <Cross key={point.key} x={point.x} y={point.y} across={across} up={up} />
        ))}
        <NumberedDots points={points} across={across} up={up} />
      </svg>
      <ol className="mt-2 grid max-w-[46rem] list-inside list-decimal gap-x-8 text-sm tabular-nums sm:grid-cols-2">
        {points.map((point) => (
          <li key={point.key} className="min-w-0 [overflow-wrap:anywhere]">
            {point.href ? (
              <TextLink href={point.href} quiet>
                {point.label}
              </TextLink>
            ) : (
              point.label
            )}
          </li>
        ))}
      </ol>
    </ChartFigure>
  );
}

/** The same numbers as rows. */
function twinOf(points: readonly ScatterPoint[], x: ScatterAxis, y: ScatterAxis): TwinTable {
  return {
    columns: ["Name", x.label, "95 % interval ", y.label, "95 % interval"],
    rows: points.map((point) => ({
      key: point.key,
      label: point.label,
      href: point.href,
      cells: [
        formatEstimate(point.x, x.format),
        formatInterval(point.x, x.format),
        formatEstimate(point.y, y.format),
        formatInterval(point.y, y.format),
      ],
    })),
  };
}

interface CrossProps {
  x: Estimate;
  y: Estimate;
  across: (value: number) => number;
  up: (value: number) => number;
}

/** Both intervals of one point, each in the colour of its voice. */
function Cross({ x, y, across, up }: CrossProps) {
  return (
    <g strokeWidth="1.5">
      {x.low === null || x.high === null ? null : (
        <line x1={percent(across(x.low))} x2={percent(across(x.high))} y1={up(y.value)} y2={up(y.value)} className="stroke-solo" />
      )}
      {y.low === null || y.high === null ? null : (
        <line x1={percent(across(x.value))} x2={percent(across(x.value))} y1={up(y.low)} y2={up(y.high)} className="stroke-ensemble" />
      )}
    </g>
  );
}

interface NumberedDotsProps {
  points: readonly ScatterPoint[];
  across: (value: number) => number;
  up: (value: number) => number;
}

/** Drawn after all intervals, so that no line crosses a number. */
function NumberedDots({ points, across, up }: NumberedDotsProps) {
  return points.map((point, place) => (
    <g key={point.key}>
      <circle cx={percent(across(point.x.value))} cy={up(point.y.value)} r="10" className="fill-accent stroke-paper" strokeWidth="1.5" />
      <text
        x={percent(across(point.x.value))}
        y={up(point.y.value) + 4}
        textAnchor="middle"
        fontSize="12"
        fontWeight="600"
        className="fill-on-accent"
      >
        {place + 1}
      </text>
    </g>
  ));
}
