import type { ModelStanding, SystemStanding } from "../schema";

/** What the first lines of the home page say, from finished runs only. */
export interface Headline {
  /** The highest score among systems that were measured wholly. */
  system: SystemStanding | null;
  /** The best single model: the baseline of that system, or the highest score alone while there is none. */
  model: ModelStanding | null;
  /** How many systems the best was picked from: the more, the luckier the pick. */
  systems: number;
  models: number;
}

/** From the rows of the scope that takes everything together. */
export function headlineOf(alone: readonly ModelStanding[], together: readonly SystemStanding[]): Headline {
  const finished = <Row extends { soFar: boolean; score: number }>(rows: readonly Row[]) =>
    rows.filter((row) => !row.soFar).toSorted((one, other) => other.score - one.score);
  const models = finished(alone);
  const systems = finished(together.filter((row) => !row.isBaseline));
  const [system = null] = systems;
  const baseline = models.find((row) => row.slug === system?.gain?.baseline.slug);
  return { system, model: baseline ?? models[0] ?? null, systems: systems.length, models: models.length };
}
