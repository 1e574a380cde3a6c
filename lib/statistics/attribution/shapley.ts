import { type CoalitionValue, rememberValues } from "./coalition-value";
import { type MemberShare, memberShare } from "./member-share";
import { sampleShapley } from "./sample-shapley";

export interface Shapley {
  shares: MemberShare[];
  /** Whether every coalition was asked. */
  exact: boolean;
  /** Orders drawn, their mirrors counted; 0 when exact. */
  orders: number;
  /** Sum of the shares less what all together are worth beyond nobody: rounding only. */
  efficiencyGap: number;
}

/** 2^8 coalitions. */
const enumerable = 8;

/**
 * Shapley values: what each member adds, averaged over all orders in which members may join. Exact up to 8 members; above,
 * over drawn orders, each with its mirror. Show `leaveOneOut` beside it: of two members that do the same, leave-one-out
 * credits neither.
 * @param members how many, at least 1
 * @param value of a coalition; a row with one number per question gives errors over questions too. Called once per coalition.
 * @param settings orders to draw above 8 members (200, an even number) and the seed (1)
 * @throws RangeError for no members, and for values that are not finite or on different questions
 * Source: L. Shapley, "A value for n-person games" (1953); mirrored orders: R. Mitchell et al., "Sampling permutations for
 * Shapley value estimation", Journal of Machine Learning Research 23 (2022).
 */
export function shapley(
  members: number,
  value: CoalitionValue,
  { orders = 200, seed = 1 }: { orders?: number; seed?: number } = {},
): Shapley {
  if (!(Number.isInteger(members) && members >= 1)) throw new RangeError(`${members} members cannot share anything.`);
  const worthOf = rememberValues(value);
  const exact = members <= enumerable;
  const shares = exact ? everyCoalition(members, worthOf) : sampleShapley(members, worthOf, orders, seed);
  const [nobody = 0, all = 0] = [0n, (1n << BigInt(members)) - 1n].map((mask) => average(worthOf(mask)));
  const efficiencyGap = shares.reduce((sum, share) => sum + share.value, 0) - (all - nobody);
  return { shares, exact, orders: exact ? 0 : orders, efficiencyGap };
}

function everyCoalition(members: number, worthOf: (mask: bigint) => Float64Array): MemberShare[] {
  const weights = joinWeights(members);
  return Array.from({ length: members }, (_, member) => {
    const own = 1n << BigInt(member);
    const perQuestion = new Float64Array(worthOf(0n).length);
    for (let mask = 0n; mask < 1n << BigInt(members); mask += 1n) {
      if (mask & own) continue;
      const [without, together] = [worthOf(mask), worthOf(mask | own)];
      const weight = weights[sizeOf(mask)] ?? 0;
      for (let place = 0; place < perQuestion.length; place += 1) {
        perQuestion[place] = (perQuestion[place] ?? 0) + weight * ((together[place] ?? 0) - (without[place] ?? 0));
      }
    }
    return memberShare(member, perQuestion, 0);
  });
}

/** Share of all orders in which exactly one given set of each size comes before one given member: s! (n - s - 1)! / n!. */
function joinWeights(members: number): number[] {
  const weights = [1 / members];
  for (let size = 1; size < members; size += 1) weights.push(((weights[size - 1] ?? 0) * size) / (members - size));
  return weights;
}

function sizeOf(mask: bigint): number {
  let size = 0;
  for (let rest = mask; rest > 0n; rest &= rest - 1n) size += 1;
  return size;
}

function average(row: Float64Array): number {
  return row.reduce((sum, value) => sum + value, 0) / row.length;
}
