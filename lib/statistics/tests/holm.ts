import { requireShares } from "../numerics/require-finite";

/**
 * Holm's correction: each p made as large as testing all of them together demands. A claim holds at 5 % for the whole
 * family when its adjusted p is at most 0.05. For few planned claims.
 * @param ps two-sided or one-sided, 0 to 1, any order
 * @returns adjusted, in the order given; none for none
 * @throws RangeError for a p outside 0 to 1
 * Source: S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6 (1979).
 */
export function holm(ps: readonly number[]): number[] {
  requireShares(ps, "p-values");
  const adjusted = Array<number>(ps.length).fill(1);
  let largest = 0;
  ps.map((p, place) => ({ p, place }))
    .sort((one, other) => one.p - other.p)
    .forEach(({ p, place }, rank) => {
      largest = Math.max(largest, Math.min(1, p * (ps.length - rank)));
      adjusted[place] = largest;
    });
  return adjusted;
}
