import { percentileInterval } from "../numerics/quantile";
import { placeBands } from "../ranks/place-bands";
import type { Interval, RankBand } from "../schema";
import { bradleyTerry, type Ratings } from "./bradley-terry";
import type { Meetings } from "./bradley-terry-likelihood";
import { judgeDrawer } from "./draw-judges";
import { countGrouped, type GroupedVotes, groupVotes, outcomes } from "./group-votes";
import { refitter } from "./refit-strengths";
import type { Votes } from "./votes";

export interface JudgeBootstrap extends Ratings {
  /** 95 % percentile interval of each strength. */
  intervals: Interval[];
  /** Places that 95 % of the resamples give each player. */
  bands: RankBand[];
  resamples: number;
  /** Resamples in which only a ridge gave finite strengths. With more than one in forty, the intervals' ends are the ridge's. */
  separated: number;
}

/** For resamples in which somebody only won or only lost. Keeps strengths finite, and far out. */
const emergencyRidge = 0.01;

/**
 * Bradley-Terry strengths with intervals that resample judges, not votes: votes of one judge are alike, and what is
 * uncertain is who else would have judged.
 * @param votes of at least two judges
 * @param settings ridge as for `bradleyTerry`; 1,000 resamples and seed 1 where nothing is said
 * @throws RangeError as `bradleyTerry`, and for fewer than two judges
 * Source: the bootstrap of W.-L. Chiang et al., "Chatbot Arena", arXiv 2403.04132, by cluster after A. Davison and D. Hinkley,
 * "Bootstrap methods and their application" (1997), section 3.8.
 */
export function bradleyTerryBootstrap(
  votes: Votes,
  { ridge = 0, resamples = 1_000, seed = 1 }: { ridge?: number; resamples?: number; seed?: number } = {},
): JudgeBootstrap {
  const grouped = groupVotes(votes);
  const ratings = bradleyTerry(countGrouped(grouped), ridge);
  if (votes.judge.every((by) => by === votes.judge[0])) throw new RangeError("One judge says nothing about the spread between judges.");
  const drawn = Array.from({ length: votes.players }, () => new Float64Array(resamples));
  let separated = 0;
  const refitted = resampledFits(grouped, ratings, ridge, seed);
  for (let resample = 0; resample < resamples; resample += 1) {
    const { strengths, held } = refitted();
    if (held) separated += 1;
    drawn.forEach((column, player) => {
      column[resample] = strengths[player] ?? Number.NaN;
    });
  }
  const bands = placeBands(drawn);
  return { ...ratings, intervals: drawn.map(percentileInterval), bands, resamples, separated };
}

/** A function that fits strengths to the votes of drawn judges, starting from those of all votes. */
function resampledFits(grouped: GroupedVotes, { strengths: start, covariance }: Ratings, ridge: number, seed: number) {
  const { players, one, other } = grouped;
  const meetings: Meetings = { players, one, other, score: new Float64Array(one.length), met: new Float64Array(one.length) };
  const draw = judgeDrawer(grouped, { state: seed | 0 });
  const refit = refitter(start, covariance);
  const strengths = new Float64Array(players);
  return () => {
    // Where every pair won and lost everybody is reached, as the pairs of all votes connect everybody.
    const lopsided = fillMeetings(draw(), meetings) > 0;
    const held = ridge === 0 && lopsided && !reachesAll(meetings);
    refit(meetings, held ? emergencyRidge : ridge, strengths);
    return { strengths, held };
  };
}

/** @returns how many pairs were only won or only lost, or did not meet */
function fillMeetings(counts: Int32Array, { score, met }: Meetings): number {
  let lopsided = 0;
  for (let pair = 0; pair < score.length; pair += 1) {
    const won = counts[outcomes * pair] ?? 0;
    const lost = counts[outcomes * pair + 1] ?? 0;
    const tied = counts[outcomes * pair + 2] ?? 0;
    score[pair] = won + tied / 2;
    met[pair] = won + lost + tied;
    if (tied === 0 && (won === 0 || lost === 0)) lopsided += 1;
  }
  return lopsided;
}

/** Whether everybody is reached from the first player along wins and ties, and against them: then all are one group. */
function reachesAll({ players, one, other, score, met }: Meetings): boolean {
  return [true, false].every((along) => {
    const reached = new Uint8Array(players);
    reached[0] = 1;
    let count = 1;
    for (let before = 0; before !== count; ) {
      before = count;
      for (let pair = 0; pair < one.length; pair += 1) {
        const [i, j] = [one[pair] ?? 0, other[pair] ?? 0];
        const [won, lost] = [(score[pair] ?? 0) > 0, (score[pair] ?? 0) < (met[pair] ?? 0)];
        const forward = (along ? won : lost) && reached[i] === 1 && reached[j] === 0;
        const back = (along ? lost : won) && reached[j] === 1 && reached[i] === 0;
        if (forward) reached[j] = 1;
        if (back) reached[i] = 1;
        if (forward || back) count += 1;
      }
    }
    return count === players;
  });
}
