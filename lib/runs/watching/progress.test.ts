import { describe, expect, it } from "vitest";
import { estimateProgress } from "./progress";

describe("progress", () => {
  it("estimates from what was answered so far", () => {
    expect(estimateProgress({ answered: 50, left: 150, seconds: 10 })).toEqual({ rate: 5, secondsLeft: 30 });
  });

  it("does not guess before the first answer", () => {
    expect(estimateProgress({ answered: 0, left: 200, seconds: 10 })).toEqual({ rate: null, secondsLeft: null });
    expect(estimateProgress({ answered: 5, left: 195, seconds: null })).toEqual({ rate: null, secondsLeft: null });
  });
});
