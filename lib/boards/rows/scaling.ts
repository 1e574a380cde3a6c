import { findMethod } from "@/lib/methods/registry";
import { unusualWords } from "@/lib/systems/describe-system";
import type { BoardContext } from "../board-context";
import { meanOfEstimates } from "../scopes/cells";
import type { Scope } from "../scopes/scopes";
import { type BoardSystem, whySystemHidden } from "../subjects";
import { scoreIn } from "./standings";

/** How one method, with one set of parameters, does as its pool grows. */
export interface ScalingCurve {
  key: string;
  /** The method's name, with what tells it from its siblings. */
  title: string;
  points: {
    size: number;
    value: number;
    low: number;
    high: number;
    n: number;
    systems: { name: string; slug: string }[];
    soFar: boolean;
  }[];
}

interface Measured {
  system: BoardSystem;
  size: number;
  value: number;
  interval: readonly [number, number];
  n: number;
  soFar: boolean;
}

/** Curves over at least two pool sizes. Several pools of one size are averaged, which narrows the interval. */
export function scalingCurves(context: BoardContext, scope: Scope): ScalingCurve[] {
  const groups = Map.groupBy(measuredSystems(context, scope), ({ system }) => `${system.method} ${JSON.stringify(system.parameters)}`);
  const curves = [...groups].map(([key, measured]) => ({ key, title: titleOf(measured), points: pointsOf(measured) }));
  return curves.filter((curve) => curve.points.length > 1).toSorted((one, other) => one.title.localeCompare(other.title));
}

function measuredSystems(context: BoardContext, scope: Scope): Measured[] {
  return [...context.systems.values()].flatMap((system) => {
    const facts = context.facts.subjects.get(system.id);
    const cell = facts && whySystemHidden(system, context.models) === null ? scoreIn(context, scope, facts) : null;
    if (!cell) return [];
    return [{ system, size: system.memberIds.length, value: cell.score, interval: cell.interval, n: cell.n, soFar: cell.soFar }];
  });
}

function pointsOf(measured: readonly Measured[]): ScalingCurve["points"] {
  const bySize = Map.groupBy(measured, (each) => each.size);
  return [...bySize]
    .map(([size, group]) => {
      const { value, interval } = meanOfEstimates(group);
      const systems = group.map(({ system }) => ({ name: system.name, slug: system.slug }));
      const n = group.reduce((total, each) => total + each.n, 0);
      return { size, value, low: interval[0], high: interval[1], n, systems, soFar: group.some((each) => each.soFar) };
    })
    .toSorted((one, other) => one.size - other.size);
}

function titleOf(measured: readonly Measured[]): string {
  const system = measured[0]?.system;
  if (!system) return "";
  const method = findMethod(system.method);
  return method ? `${method.name}${unusualWords(method, system.parameters)}` : system.method;
}
