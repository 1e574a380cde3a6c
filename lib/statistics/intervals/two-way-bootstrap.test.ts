import { describe, expect, it } from "vitest";
import { mean } from "../numerics/mean";
import { seededUniform } from "../numerics/seeded-uniform";
import { bcaMean } from "./bca-mean";
import { twoWayBootstrap } from "./two-way-bootstrap";

/** Share of `trials` in which something happens. */
function shareOf(trials: number, happens: (trial: number) => boolean): number {
  return Array.from({ length: trials }, (_, trial) => happens(trial)).filter(Boolean).length / trials;
}

describe("the two-way bootstrap", () => {
  it("covers the truth where rows and columns both vary, as resampling columns alone does not", () => {
    const uniform = seededUniform(91);
    const bell = () => uniform() + uniform() + uniform() - 1.5;
    let columnsAlone = 0;
    const share = shareOf(150, (seed) => {
      const columns = Array.from({ length: 30 }, bell);
      const table = Array.from({ length: 16 }, () => {
        const level = bell();
        return columns.map((column) => level + column + bell());
      });
      const alone = bcaMean(
        columns.map((_, column) => mean(table.map((row) => row[column] ?? 0))),
        { resamples: 200, seed },
      );
      if (alone.low <= 0 && 0 <= alone.high) columnsAlone += 1;
      const { low, high } = twoWayBootstrap([{ weight: 1, table }], { resamples: 300, seed });
      return low <= 0 && 0 <= high;
    });
    expect(share).toBeGreaterThan(0.9);
    expect(columnsAlone / 150).toBeLessThan(0.87);
  });
  it("gives the mean of each row, and weighs tasks as told", () => {
    const whole = [
      [1, 0],
      [1, 1],
    ];
    const other = [
      [0, 0, 0],
      [1, 1, 1],
    ];
    expect(twoWayBootstrap([{ weight: 1, table: whole }])).toMatchObject({ mean: 0.75, n: 4, rows: [0.5, 1] });
    const both = [
      { weight: 0.5, table: whole },
      { weight: 0.5, table: other },
    ];
    expect(twoWayBootstrap(both)).toMatchObject({ mean: 0.625, n: 10, rows: [0.25, 1] });
  });
  it("refuses tables that are none", () => {
    const one = (table: number[][]) => () => twoWayBootstrap([{ weight: 1, table }]);
    expect(one([[1, 2]])).toThrow("One row");
    expect(one([[1, 2], [1]])).toThrow("paired");
    expect(() => twoWayBootstrap([])).toThrow("One row");
    expect(() =>
      twoWayBootstrap([
        {
          weight: 0.5,
          table: [
            [1, 2],
            [3, 4],
          ],
        },
        { weight: 0.5, table: [[1, 2]] },
      ]),
    ).toThrow("same rows");
  });
});
