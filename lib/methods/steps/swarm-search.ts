import type { Random } from "@/lib/operations/contract";

/** How a swarm moves. */
export interface SwarmSettings {
  /** Evaluations of every particle, at most. */
  iterations: number;
  /** Pull of its own velocity, of its own best, and of the best of all; push away from the worst of all. */
  inertia: number;
  towardsOwn: number;
  towardsBest: number;
  fromWorst: number;
  /** Length of the first step, as a factor of the velocity. */
  stepLength: number;
  /** Evaluations without a better best after which the search ends. */
  patience: number;
}

/** What a method does with a particle that gets no better. */
export interface Restart {
  /** Whether a particle is stuck, by its scores in order and how many iterations ago it was put back. */
  isStuck(scores: readonly number[], sinceRestart: number): boolean;
  /** Its velocity once it stands on its own best again. */
  velocity(dimensions: number, random: Random): number[];
  /** Whether it moves on in the same iteration. */
  moves: boolean;
}

/** What a position is worth, and what was made of it. */
export interface Evaluation<Found> {
  score: number;
  found: Found;
}

export interface Best<Found> extends Evaluation<Found> {
  position: number[];
}

interface Particle<Found> {
  position: number[];
  velocity: number[];
  scores: number[];
  own: Best<Found> | null;
  sinceRestart: number;
}

/** Shrinking of the step after each iteration, and the length below which it does not shrink. MoCo 1.0.0. */
const stepDecay = 0.95;
const shortestStep = 0.1;

/**
 * Particle swarm search as Model Swarms (arXiv 2410.11163) and Heterogeneous Swarms (arXiv 2502.04510) have it: each particle is
 * drawn to its own best and to the best of all, and away from the worst; the four parts of a velocity are weighed by fresh random
 * numbers that sum to one. A move that nobody would evaluate is not made.
 * @param start positions and velocities, one of each a particle, all of equal length
 * @param evaluate what each position is worth, same order; higher is better
 * @returns every best of all, in the order in which they were found, so that the last one is the best; equal scores keep the earlier
 * @throws RangeError without particles or iterations
 */
export async function searchWithSwarm<Found>(
  start: readonly { position: readonly number[]; velocity: readonly number[] }[],
  settings: SwarmSettings,
  restart: Restart,
  random: Random,
  evaluate: (positions: readonly (readonly number[])[], iteration: number) => Promise<Evaluation<Found>[]>,
): Promise<Best<Found>[]> {
  if (start.length === 0 || settings.iterations < 1) throw new RangeError("A swarm needs a particle and an iteration.");
  const particles: Particle<Found>[] = start.map(({ position, velocity }) => ({
    position: [...position],
    velocity: [...velocity],
    scores: [],
    own: null,
    sinceRestart: Number.POSITIVE_INFINITY,
  }));
  const bests: Best<Found>[] = [];
  let worst: Best<Found> | null = null;
  let stepLength = settings.stepLength;
  let sinceBetter = 0;
  for (let iteration = 1; iteration <= settings.iterations; iteration += 1) {
    const evaluations = await evaluate(
      particles.map(({ position }) => position),
      iteration,
    );
    sinceBetter += 1;
    for (const [place, particle] of particles.entries()) {
      const evaluation = evaluations[place];
      if (!evaluation) throw new Error(`${particles.length} positions got ${evaluations.length} scores.`);
      const here = { ...evaluation, position: [...particle.position] };
      particle.scores.push(here.score);
      if (!particle.own || here.score > particle.own.score) particle.own = here;
      if (!worst || here.score < worst.score) worst = here;
      const best = bests.at(-1);
      if (!best || here.score > best.score) {
        bests.push(here);
        sinceBetter = 0;
      }
    }
    if (iteration === settings.iterations || sinceBetter >= settings.patience) break;
    for (const particle of particles) move(particle, { best: bests.at(-1), worst, stepLength, settings, restart, random });
    stepLength = Math.max(shortestStep, stepLength * stepDecay);
  }
  return bests;
}

interface Surroundings<Found> {
  best: Best<Found> | undefined;
  worst: Best<Found> | null;
  stepLength: number;
  settings: SwarmSettings;
  restart: Restart;
  random: Random;
}

function move<Found>(particle: Particle<Found>, { best, worst, stepLength, settings, restart, random }: Surroundings<Found>): void {
  const { own } = particle;
  if (!own || !best || !worst) throw new Error("A particle moves before it was evaluated.");
  particle.sinceRestart += 1;
  if (restart.isStuck(particle.scores, particle.sinceRestart)) {
    particle.position = [...own.position];
    particle.velocity = restart.velocity(own.position.length, random);
    particle.sinceRestart = 0;
    if (!restart.moves) return;
  }
  const pulls = [settings.inertia, settings.towardsOwn, settings.towardsBest, settings.fromWorst].map((pull) => pull * random.next());
  const sum = pulls.reduce((total, pull) => total + pull, 0);
  const [inertia = 0, towardsOwn = 0, towardsBest = 0, fromWorst = 0] = pulls.map((pull) => (sum > 0 ? pull / sum : 0));
  particle.velocity = particle.position.map(
    (at, place) =>
      inertia * (particle.velocity[place] ?? 0) +
      towardsOwn * ((own.position[place] ?? 0) - at) +
      towardsBest * ((best.position[place] ?? 0) - at) +
      fromWorst * (at - (worst.position[place] ?? 0)),
  );
  particle.position = particle.position.map((at, place) => at + stepLength * (particle.velocity[place] ?? 0));
}
