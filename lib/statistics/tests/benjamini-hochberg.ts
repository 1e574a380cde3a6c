import { requireShares } from "../numerics/require-finite";

/**
 * Benjamini and Hochberg's correction: of the claims whose adjusted p is at most q, at most a share q is expected to
 * be false. For screening many pairs, not for proving one.
 * @param ps 0 to 1, any order; independent or positively dependent
 * @returns adjusted, in the order given; none for none
 * @throws RangeError for a p outside 0 to 1
 * Source: Y. Benjamini, Y. Hochberg, "Controlling the false discovery rate", Journal of the Royal Statistical Society B 57 (1995).
 */
export function benjaminiHochberg(ps: readonly number[]): number[] {
  requireShares(ps, "p-values");
  const adjusted = Array<number>(ps.length).fill(1);
  let smallest = 1;
  ps.map((p, place) => ({ p, place }))
    .sort((one, other) => other.p - one.p)
    .forEach(({ p, place }, fromTop) => {
      smallest = Math.min(smallest, (p * ps.length) / (ps.length - fromTop));
      adjusted[place] = smallest;
    });
  return adjusted;
}
