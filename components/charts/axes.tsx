import type { ScaleLinear } from "d3-scale";
import { formatTick, type NumberFormat } from "./estimate";
import { percent } from "./scale";

interface AxesProps {
  /** Ranges over percent of the width. */
  x: ScaleLinear<number, number>;
  /** Ranges over pixels, upwards. */
  y: ScaleLinear<number, number>;
  xFormat: NumberFormat;
  yFormat: NumberFormat;
  xLabel: string;
  yLabel: string;
  /** Marks of the horizontal axis, where they are not every round number. */
  xTicks?: readonly number[] | undefined;
}

/** Grid lines and their words, for drawings of two dimensions. The vertical axis is named above it, to be read level. */
export function Axes({ x, y, xFormat, yFormat, xLabel, yLabel, xTicks }: AxesProps) {
  const [left = 0, right = 100] = x.range();
  const [bottom = 0, top = 0] = y.range();
  return (
    <g fontSize="12" className="fill-ink-soft">
      <text x="0" y="13" fontSize="13" className="fill-ink">
        {yLabel}
      </text>
      {y.ticks(5).map((tick) => (
        <g key={tick}>
          <line x1={percent(left)} x2={percent(right)} y1={y(tick)} y2={y(tick)} className="stroke-rule" />
          <text x={percent(left)} dx="-8" y={y(tick) + 4} textAnchor="end">
            {formatTick(tick, yFormat)}
          </text>
        </g>
      ))}
      {(xTicks ?? x.ticks(5)).map((tick) => (
        <g key={tick}>
          <line x1={percent(x(tick))} x2={percent(x(tick))} y1={top} y2={bottom} className="stroke-rule" />
          <text x={percent(x(tick))} y={bottom + 18} textAnchor="middle">
            {formatTick(tick, xFormat)}
          </text>
        </g>
      ))}
      <line x1={percent(left)} x2={percent(right)} y1={bottom} y2={bottom} className="stroke-ink-faint" />
      <text x="100%" y={bottom + 38} textAnchor="end" fontSize="13" className="fill-ink">
        {xLabel}
      </text>
    </g>
  );
}
