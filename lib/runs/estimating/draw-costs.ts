import { quantile } from "@/lib/statistics/numerics/quantile";
import { seededUniform } from "@/lib/statistics/numerics/seeded-uniform";
import type { LengthSample, LengthSource } from "./answer-lengths";
import { drawSeconds, type ModelLoad, type ServerPace } from "./draw-seconds";
import type { CallGroup } from "./rehearsal";
import type { Spread } from "./schema";

/** Calls of one kind with what is known about the length of their answers. */
export interface CostGroup extends CallGroup {
  lengths: LengthSample;
}

/** What one run may cost: one number for each draw. */
export interface CostDraws {
  requests: Float64Array;
  tokens: Float64Array;
  /** Null while no run has measured a speed. */
  seconds: Float64Array | null;
}

export const draws = 1_000;
/** More answers than this are summed by their normal limit. */
const summedOneByOne = 30;
/** Standard deviation of the logarithm by which answers may differ as a whole from the sample that stands for them. */
const doubt: Record<LengthSource, number> = { "same-task": 0.1, "same-model": 0.3, "same-kind": 0.6, guess: 0 };
/** A small sample shows less of how lengths spread than there is: by so much, divided by its size, its mean is less sure. */
const smallness = 5;
/** The same for the number of calls that made-up answers decided. */
const callDoubt = 0.2;
/** The same for the speed of a run beside that of earlier runs. */
const speedDoubt = 0.15;
/** Characters of a prompt that make one token. */
const lettersPerToken = 4;

/**
 * Draws a thousand times what a run may cost. Uncertain are: which share of the calls that were not rehearsed the memo
 * answers, how long the answers get, whether the sample of lengths fits, and how fast model servers are.
 * @param pace how fast servers were measured, or completion tokens per second of earlier runs; empty for unknown
 */
export function drawCosts(groups: readonly CostGroup[], pace: ServerPace | readonly number[], seed: number): CostDraws {
  const uniform = seededUniform(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  const requests = new Float64Array(draws);
  const tokens = new Float64Array(draws);
  const speeds = "models" in pace ? [] : pace;
  const servers = "models" in pace ? pace : null;
  const seconds = servers || speeds.length > 0 ? new Float64Array(draws) : null;
  const prepared = groups.filter((group) => group.calls > group.known).map(prepare);
  for (let draw = 0; draw < draws; draw += 1) {
    // One model that talks more than expected does so on every task.
    const bias = new Map<string, number>();
    const callBias = Math.exp(callDoubt * normal());
    const loads = new Map<string, ModelLoad>();
    for (const group of prepared) {
      const missing = Math.round(drawMissing(group, normal) * (group.isGuess ? callBias : 1));
      requests[draw] = (requests[draw] ?? 0) + missing;
      const name = `${group.modelId} ${group.lengths.source}`;
      const factor = bias.get(name) ?? drawBias(group.lengths.source, uniform, normal);
      bias.set(name, factor);
      const drawn = Math.min(missing * group.maxTokens, drawTokens(group, missing, uniform, normal) * factor);
      tokens[draw] = (tokens[draw] ?? 0) + drawn;
      const load = loads.get(group.modelId) ?? { requests: 0, promptTokens: 0, tokens: 0 };
      loads.set(group.modelId, load);
      load.requests += missing;
      load.tokens += drawn;
      load.promptTokens += (missing * group.letters) / group.calls / lettersPerToken;
    }
    const speed = speeds[Math.floor(uniform() * speeds.length)];
    if (seconds && servers) seconds[draw] = drawSeconds(loads, servers, normal);
    if (seconds && speed) seconds[draw] = (tokens[draw] ?? 0) / (speed * Math.exp(speedDoubt * normal()));
  }
  return { requests, tokens, seconds };
}

interface PreparedGroup extends CostGroup {
  /** Tokens of earlier answers, none longer than allowed here. */
  clipped: readonly number[];
  mean: number;
  deviation: number;
}

function prepare(group: CostGroup): PreparedGroup {
  const clipped = wholeLengths(group.lengths, group.maxTokens).map((length) => Math.min(length, group.maxTokens));
  // Nothing is known: half of what is allowed, and in the draws anything from nothing to all of it.
  const mean = clipped.length === 0 ? group.maxTokens / 2 : clipped.reduce((sum, length) => sum + length, 0) / clipped.length;
  const squares = clipped.reduce((sum, length) => sum + (length - mean) ** 2, 0);
  return { ...group, clipped, mean, deviation: clipped.length < 2 ? 0 : Math.sqrt(squares / (clipped.length - 1)) };
}

/**
 * Lengths of all answers of a sample, had nobody cut them before the limit of these: a cut one is as long as those that went on
 * beyond its cut were on average, or half as long again as is left to the limit where none did.
 */
function wholeLengths({ tokens, cut = [] }: LengthSample, limit: number): number[] {
  const beyond = cut.map((length) => {
    const longer = tokens.filter((other) => other > length);
    return longer.length > 0 ? longer.reduce((sum, other) => sum + other, 0) / longer.length : (length + Math.max(length, limit)) / 2;
  });
  return [...tokens, ...beyond];
}

/** Rehearsed calls are certain; of the others as many miss as of a sample of the rehearsed ones. */
function drawMissing({ calls, known, scale }: PreparedGroup, normal: () => number): number {
  const missing = calls - known;
  const others = calls * scale - calls;
  if (others <= 0) return Math.round(missing * scale);
  const share = missing / calls;
  const drawn = share + normal() * Math.sqrt((share * (1 - share)) / calls);
  return Math.round(missing + others * Math.min(1, Math.max(0, drawn)));
}

function drawBias(source: LengthSource, uniform: () => number, normal: () => number): number {
  if (source === "guess") return 2 * uniform();
  // The middle stays where the sample puts it.
  return Math.exp(doubt[source] * normal());
}

function drawTokens({ clipped, mean, deviation }: PreparedGroup, count: number, uniform: () => number, normal: () => number): number {
  if (clipped.length === 0 || mean === 0) return mean * count;
  // Lengths are skewed: a few long answers that the sample has not met raise the mean more than short ones lower it.
  const unsure = (deviation / mean / Math.sqrt(clipped.length)) * (1 + smallness / clipped.length);
  const factor = Math.exp(unsure * normal());
  if (count > summedOneByOne) return Math.max(0, mean * count * factor + deviation * Math.sqrt(count) * normal());
  let sum = 0;
  for (let answer = 0; answer < count; answer += 1) sum += clipped[Math.floor(uniform() * clipped.length)] ?? mean;
  return sum * factor;
}

/** The middle and the careful end of draws. */
export function spreadOf(values: Float64Array): Spread {
  const sorted = values.toSorted();
  return { p50: quantile(sorted, 0.5), p90: quantile(sorted, 0.9) };
}

/** Draw by draw, so that what is uncertain stays as uncertain as it is. */
export function sumDraws(all: readonly Float64Array[]): Float64Array {
  const total = new Float64Array(draws);
  for (const one of all) for (let draw = 0; draw < draws; draw += 1) total[draw] = (total[draw] ?? 0) + (one[draw] ?? 0);
  return total;
}
