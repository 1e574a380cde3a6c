import { extent } from "d3-array";
import { type ScaleLinear, scaleLinear } from "d3-scale";
import type { Estimate } from "./estimate";

/**
 * A linear scale over everything that is drawn: values, interval ends and reference values, with round ends.
 * @param range where the ends of the domain fall; percent of the width where a drawing stretches with the page
 * @param domain set both ends where they are known, for example [0, 1] for shares
 */
export function scaleOver(
  estimates: readonly Estimate[],
  range: readonly [number, number],
  references: readonly number[] = [],
  domain?: readonly [number, number] | undefined,
): ScaleLinear<number, number> {
  if (domain) return scaleLinear(domain, range);
  const drawn = estimates.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value]);
  const [least, most] = extent([...drawn, ...references]);
  if (least === undefined || most === undefined) return scaleLinear([0, 1], range);
  const margin = least === most ? Math.max(Math.abs(least) * 0.1, 0.01) : 0;
  return scaleLinear([least - margin, most + margin], range).nice(5);
}

/** A place along the width, as SVG wants it. */
export function percent(value: number): string {
  return `${Number(value.toFixed(3))}%`;
}
