import { whyHidden } from "@/lib/consent/visibility";
import { twoWayBootstrap } from "@/lib/statistics/intervals/two-way-bootstrap";
import type { BoardContext } from "../board-context";
import { rememberFor } from "../board-context";
import { nameOfAnswers } from "../facts/facts";
import { type Estimate, meanOfEstimates } from "../scopes/cells";
import { type Scope, weightOf } from "../scopes/scopes";
import { type BoardModel, type BoardSystem, whySystemHidden } from "../subjects";
import { compareOn } from "./compare-with-baseline";
import { differenceTables } from "./difference-tables";
import { scoreIn } from "./standings";

/** What a model is worth alone, and what a system loses when it is left out. */
export interface Strengths {
  name: string;
  slug: string;
  individual: Estimate & { n: number };
  compositional: Estimate & { n: number };
  /** Pairs of systems, with and without the model, that the second number averages. */
  pairs: number;
}

/** With fewer methods, resampling them says little about other methods. */
const fewestMethods = 3;

/**
 * Individual and compositional strength of each model for which both are known. Compositional strength (section 5 of
 * the paper) is the mean paired difference between systems of one method and one set of parameters whose pools differ
 * by this model alone. From three pairs on, its interval resamples questions and pairs; with fewer it is about these methods only.
 */
export function strengths(context: BoardContext, scope: Scope): Strengths[] {
  const pairs = leaveOneOutPairs(context);
  return [...context.models.values()].flatMap((model) => strengthsOf(context, scope, model, pairs.get(model.id) ?? []));
}

type Pair = readonly [whole: BoardSystem, without: BoardSystem];

function strengthsOf(context: BoardContext, scope: Scope, model: BoardModel, pairs: readonly Pair[]): Strengths[] {
  const facts = context.facts.subjects.get(model.id);
  const cell = facts && whyHidden(model) === null ? scoreIn(context, scope, facts) : null;
  if (!cell || pairs.length === 0) return [];
  const lost = lossOf(context, scope, pairs);
  if (!lost) return [];
  const { count, ...compositional } = lost;
  const individual = { value: cell.score, interval: cell.interval, n: cell.n };
  return [{ name: model.name, slug: model.slug, individual, compositional, pairs: count }];
}

/** What pairs lose on average, and how many of them answered all of the scope; null when none did. */
function lossOf(context: BoardContext, scope: Scope, pairs: readonly Pair[]): (Estimate & { n: number; count: number }) | null {
  const compared = pairs.flatMap(([whole, without]) => {
    const [ours, theirs] = [context.facts.subjects.get(whole.id), context.facts.subjects.get(without.id)];
    const comparison = ours && theirs ? compareOn(scope, ours, theirs) : null;
    return comparison ? [{ ours, theirs, comparison }] : [];
  });
  if (compared.length === 0) return null;
  const n = compared.reduce((total, { comparison }) => total + comparison.n, 0);
  const separately = meanOfEstimates(compared.map(({ comparison }) => ({ value: comparison.difference, interval: comparison.interval })));
  const interval = compared.length < fewestMethods ? null : resampledInterval(scope, compared);
  return { ...separately, ...(interval && { interval }), n, count: compared.length };
}

type Compared = Parameters<typeof differenceTables>[1];

/** Resampling is the costly part; it is done again only when a run moved that one of the pairs rests on. */
function resampledInterval(scope: Scope, compared: Compared): readonly [number, number] | null {
  const [owner] = compared.flatMap(({ ours }) => scope.tasks.flatMap((task) => ours?.answers.get(task.id) ?? []));
  if (!owner) return null;
  const names = compared.flatMap((pair) =>
    scope.tasks.flatMap((task) => [pair.ours, pair.theirs].map((side) => nameOfAnswers(side?.answers.get(task.id)))),
  );
  return rememberFor(owner, `two ways ${scope.tasks.map((task) => weightOf(task, scope)).join()} ${names.join()}`, () => {
    const tables = differenceTables(scope, compared);
    if (!tables) return null;
    const { low, high } = twoWayBootstrap(tables, { resamples: 1_000 });
    return [low, high] as const;
  });
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
