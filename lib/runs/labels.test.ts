import { describe, expect, it } from "vitest";
import { describeRetried, describeWait, failureAdvice, failureTitles, isFailureCode } from "./labels";

describe("the failure of a run", () => {
  it("always comes with advice", () => {
    for (const advice of Object.values(failureAdvice)) expect(advice.length).toBeGreaterThan(20);
  });

  it("is not told twice: the advice says what to do, not what happened", () => {
    for (const [code, title] of Object.entries(failureTitles)) {
      if (!isFailureCode(code)) throw new Error(`no code: ${code}`);
      expect(failureAdvice[code]).not.toContain(title);
    }
  });
});

describe("a run that waits", () => {
  it("says for what, and when nobody will come", () => {
    expect(describeWait({ ahead: 0, workers: 1 })).toBe("next in the queue");
    expect(describeWait({ ahead: 2, workers: 1 })).toBe("2 runs are before it in the queue");
    expect(describeWait({ ahead: 1, workers: 0 })).toBe(
      "1 run is before it in the queue; no worker is running, it goes on when one starts",
    );
    expect(describeWait({ ahead: null, workers: 3 })).toBe("its worker fell silent; another one takes it over as soon as it has room");
    expect(describeWait({ ahead: null, workers: 0 })).toBe("its worker fell silent; no worker is running, it goes on when one starts");
  });
});

describe("a press on retry all", () => {
  it("says what it did and where the reasons are", () => {
    expect(describeRetried({ retried: 1, left: 0 })).toBe("1 run was queued again.");
    expect(describeRetried({ retried: 2, left: 1 })).toBe(
      "2 runs were queued again. 1 may not go on and stays here: press Retry on the page of the run to read why.",
    );
  });
});
