import type { BoardContext } from "./board-context";
import { rememberFor } from "./board-context";
import { type Estimate, meanOfEstimates } from "./cells";
import { compareOn } from "./compare-with-baseline";
import type { Scope } from "./scopes";
import { scoreIn } from "./standings";
import { type BoardModel, type BoardSystem, whyHidden, whySystemHidden } from "./visible";

/** What a model is worth alone, and what a system loses when it is left out. */
export interface Strengths {
  name: string;
  slug: string;
  individual: Estimate & { n: number };
  compositional: Estimate & { n: number };
  /** Pairs of systems, with and without the model, that the second number averages. */
  pairs: number;
}

/**
 * Individual and compositional strength of each model for which both are known. Compositional strength (section 5 of
 * the paper) is the mean paired difference between systems of one method and one set of parameters whose pools differ
 * by this model alone. The interval treats the pairs as independent, which several methods over one pool are not quite.
 */
export function strengths(context: BoardContext, scope: Scope): Strengths[] {
  const pairs = leaveOneOutPairs(context);
  return [...context.models.values()].flatMap((model) => strengthsOf(context, scope, model, pairs.get(model.id) ?? []));
}

type Pair = readonly [whole: BoardSystem, without: BoardSystem];

function strengthsOf(context: BoardContext, scope: Scope, model: BoardModel, pairs: readonly Pair[]): Strengths[] {
  const facts = context.facts.subjects.get(model.id);
  const cell = facts && whyHidden(model) === null ? scoreIn(context, scope, facts) : null;
  const differences = pairs.map((pair) => differenceOf(context, scope, pair)).filter((difference) => difference !== null);
  if (!cell || differences.length === 0) return [];
  const compositional = { ...meanOfEstimates(differences), n: differences.reduce((total, each) => total + each.n, 0) };
  const individual = { value: cell.score, interval: cell.interval, n: cell.n };
  return [{ name: model.name, slug: model.slug, individual, compositional, pairs: differences.length }];
}

function differenceOf(context: BoardContext, scope: Scope, [whole, without]: Pair): (Estimate & { n: number }) | null {
  const ours = context.facts.subjects.get(whole.id);
  const theirs = context.facts.subjects.get(without.id);
  if (!ours || !theirs) return null;
  const key = `left out ${scope.kind} ${scope.key} ${whole.id} ${without.id}`;
  const comparison = rememberFor(context.facts, key, () => compareOn(scope, ours, theirs));
  return comparison && { value: comparison.difference, interval: comparison.interval, n: comparison.n };
}

/** By the model that is left out. Order within a pool does not matter here. */
function leaveOneOutPairs(context: BoardContext): Map<string, Pair[]> {
  const shown = [...context.systems.values()].filter((system) => whySystemHidden(system, context.models) === null);
  const keyOf = (system: BoardSystem, members: readonly string[]) =>
    `${system.method} ${JSON.stringify(system.parameters)} ${members.toSorted().join()}`;
  const byMembers = new Map(shown.map((system) => [keyOf(system, system.memberIds), system]));
  const pairs = new Map<string, Pair[]>();
  for (const whole of shown) {
    for (const id of whole.memberIds) {
      const rest = whole.memberIds.filter((other) => other !== id);
      const without = byMembers.get(keyOf(whole, rest));
      if (without) pairs.set(id, [...(pairs.get(id) ?? []), [whole, without]]);
    }
  }
  return pairs;
}
