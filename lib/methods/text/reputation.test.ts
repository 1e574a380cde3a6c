import { describe, expect, it } from "vitest";
import { newcomer, type Standing, settle } from "./reputation";

const standing = (reputation: number, deviation: number, changes: number[]): Standing => ({ reputation, deviation, changes });

/** Expected values were computed apart, in Python with `math.erf` and `statistics.pstdev`. */
describe("a reputation", () => {
  it("moves by the difference of the scores, less and less, and never by nothing where both are equal", () => {
    const [a1, b1] = settle(newcomer, newcomer, 4, 0);
    expect([a1.reputation, b1.reputation]).toEqual([expect.closeTo(100.0092423431452, 10), expect.closeTo(99.9907576568548, 10)]);
    expect([a1.deviation, b1.deviation]).toEqual([0.1, 0.1]);
    const [a2, c2] = settle(a1, newcomer, -2.5, 1);
    expect([a2.reputation, c2.reputation]).toEqual([expect.closeTo(100.00745954702546, 10), expect.closeTo(100.00826605048019, 10)]);
    const [b3, c3] = settle(b1, c2, 6, 2);
    expect([b3.reputation, c3.reputation]).toEqual([expect.closeTo(100.01960385325899, 10), expect.closeTo(99.979419854076, 10)]);
  });

  it("moves by as much as it moved lately", () => {
    const [one, other] = settle(standing(150, 0.5, [1, 2]), standing(100, 0.1, [3]), 9, 5);
    expect(one).toMatchObject({ reputation: expect.closeTo(151.9728127297582, 9), deviation: expect.closeTo(0.465128865637469, 9) });
    expect(other).toMatchObject({ reputation: expect.closeTo(99.57450987167103, 9), deviation: expect.closeTo(1.712745064164489, 9) });
  });

  it("remembers ten changes and falls no lower than ten", () => {
    const many = standing(100.2, 3, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const [one, other] = settle(many, standing(10, 0.5, []), 9, 100);
    expect(one).toMatchObject({ reputation: expect.closeTo(102.43887319579514, 9), deviation: expect.closeTo(2.585757898682873, 9) });
    expect(one.changes).toHaveLength(10);
    expect(other).toEqual({ reputation: 10, deviation: 0.1, changes: [expect.closeTo(-1.039763603835022, 9)] });
  });
});
