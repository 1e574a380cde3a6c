import { describe, expect, it } from "vitest";
import { doubtBelow } from "@/lib/tasks/schema";
import { doubtsOf } from "./doubts";

const sure = (score: number) => ({ score, certainty: 1 });
const doubtful = (score: number) => ({ score, certainty: doubtBelow - 0.01 });

describe("doubts about a score", () => {
  it("say between which means it lies were each doubtful verdict the other way", () => {
    expect(doubtsOf([sure(1), sure(0), doubtful(1), doubtful(0)])).toEqual({ doubtful: 2, low: 0.25, high: 0.75 });
  });
  it("move a part of the credit to none and to all of it", () => {
    expect(doubtsOf([sure(0.5), doubtful(0.5)])).toEqual({ doubtful: 1, low: 0.25, high: 0.75 });
  });
  it("leave the score where it is when there are none, and a verdict on the threshold is none", () => {
    expect(doubtsOf([sure(1), { score: 0, certainty: doubtBelow }])).toEqual({ doubtful: 0, low: 0.5, high: 0.5 });
  });
  it("are unknown as soon as one verdict says nothing of how sure it is", () => {
    expect(doubtsOf([sure(1), { score: 1, certainty: null }])).toBeNull();
    expect(doubtsOf([])).toBeNull();
  });
});
