import { describe, expect, it } from "vitest";
import type { Answers } from "../facts/facts";
import { meanCell, meanOfEstimates, taskCell } from "./cells";

const answers = (scores: number[], finished = true, doubts: Answers["doubts"] = null): Answers => ({
  runId: "r",
  runNumber: 7,
  finished,
  positions: scores.map((_, place) => place),
  scores,
  unreadable: 1,
  cut: 2,
  mocoScore: 0.5,
  doubts,
});

describe("the score of a task", () => {
  it("is the mean with Wilson's interval: 15 of 25 is 0.41 to 0.77", () => {
    const cell = taskCell(answers([...Array<number>(15).fill(1), ...Array<number>(10).fill(0)]), 0.25);
    expect(cell.score).toBeCloseTo(0.6, 10);
    expect(cell.interval[0]).toBeCloseTo(0.407, 3);
    expect(cell.interval[1]).toBeCloseTo(0.766, 3);
    expect(cell).toMatchObject({ n: 25, chance: 0.25, soFar: false, run: 7, unreadable: 1 });
  });
  it("is marked while its run goes on", () => {
    expect(taskCell(answers([1], false), 0).soFar).toBe(true);
  });
});

describe("a mean over parts", () => {
  it("counts every part the same, whatever its size", () => {
    const large = taskCell(answers(Array<number>(90).fill(1)), 0.5);
    const small = taskCell(answers(Array<number>(10).fill(0)), 0);
    const mean = meanCell([large, small]);
    expect(mean.score).toBeCloseTo(0.5, 10);
    expect(mean).toMatchObject({ n: 100, chance: 0.25, run: null, unreadable: 2, cut: 4 });
    expect(meanCell([large, taskCell({ ...answers([1]), cut: null }, 0)]).cut).toBeNull();
  });
  it("moves as far as the doubtful verdicts of its parts could move them, and says nothing where one part is unknown", () => {
    const doubts = { doubtful: 2, low: 0.5, high: 1 };
    const [firm, soft] = [
      taskCell(answers([1, 1], true, { doubtful: 0, low: 1, high: 1 }), 0),
      taskCell(answers([1, 1, 0, 1], true, doubts), 0),
    ];
    expect(meanCell([firm, soft])).toMatchObject({ doubtful: 2, doubtBounds: [0.75, 1] });
    expect(meanCell([firm, taskCell(answers([1]), 0)])).toMatchObject({ doubtful: null, doubtBounds: null });
  });
  it("adds the distances to the limits in squares: two parts with a margin of 0.1 have one of 0.1 / sqrt 2", () => {
    const part = { value: 0.5, interval: [0.4, 0.6] as const };
    const { interval } = meanOfEstimates([part, part]);
    expect(interval[0]).toBeCloseTo(0.5 - 0.1 / Math.SQRT2, 10);
    expect(interval[1]).toBeCloseTo(0.5 + 0.1 / Math.SQRT2, 10);
  });
  it("stays open where a part was solved wholly, as Wilson does", () => {
    const mean = meanCell([taskCell(answers(Array<number>(40).fill(1)), 0), taskCell(answers(Array<number>(40).fill(1)), 0)]);
    expect(mean.score).toBe(1);
    expect(mean.interval[0]).toBeLessThan(0.95);
    expect(mean.interval[1]).toBe(1);
  });
});
