import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { ContextTooLong, EndpointUnreachable, ModelNotServed, RequestRefused } from "@/lib/serving/errors";
import { explainFailure } from "./executing/explain-failure";
import { RunFailed } from "./failures";
import { describeRetried, describeWait, failureAdvice, failureTitles, isFailureCode } from "./labels";
import { mayMove, runStates, sourcesOf } from "./states";
import { estimateProgress } from "./watching/progress";

describe("the failure of a run", () => {
  it("names code and culprit for each way a model server can fail", () => {
    expect(explainFailure(new ModelNotServed("x", []))).toMatchObject({ code: "NOT_SERVED", blame: "cluster" });
    expect(explainFailure(new EndpointUnreachable("x", "is down"))).toMatchObject({ code: "ENDPOINT_FAILED", blame: "cluster" });
    expect(explainFailure(new RequestRefused("x", 400, "no"))).toMatchObject({ code: "REQUEST_REFUSED", blame: "ours" });
    const long = new ContextTooLong({ model: "x", promptCharacters: 9, maxTokens: 1, limit: 4, reason: "long" });
    expect(explainFailure(long)).toMatchObject({ code: "CONTEXT_TOO_LONG", blame: "theirs" });
  });

  it("is none when the database went away, also behind another error", () => {
    const lost = Object.assign(new Error("terminating connection due to administrator command"), { code: "57P01" });
    expect(explainFailure(lost)).toBe("database-away");
    expect(explainFailure(new Error("query failed", { cause: lost }))).toBe("database-away");
  });

  it("names the scorer's when answers cannot be scored, because it is away or not configured", () => {
    for (const code of ["UNAVAILABLE", "CONFLICT"] as const) {
      const failure = { code: "SCORER_FAILED", blame: "cluster", message: "no scorer" };
      expect(explainFailure(new AppError(code, "no scorer"))).toEqual(failure);
    }
  });

  it("is a full disk where the database says so, in its code, in its words, or behind another error", () => {
    const full = Object.assign(new Error("could not extend file"), { code: "53100" });
    const quoted = new Error("Raw query failed. Code: `53100`. Message: `could not extend file`");
    const said = new Error("query failed", { cause: new Error('could not write to file "x": No space left on device') });
    for (const error of [full, quoted, said]) expect(explainFailure(error)).toMatchObject({ code: "DISK_FULL", blame: "cluster" });
  });

  it("is ours and says what happened when nobody foresaw it", () => {
    expect(explainFailure(new TypeError("x is not a function"))).toMatchObject({ code: "UNEXPECTED", blame: "ours" });
    expect(explainFailure("a string")).toMatchObject({ code: "UNEXPECTED", message: expect.stringContaining("a string") });
  });

  it("keeps a reason that was known", () => {
    const failure = { code: "NO_QUESTIONS", message: "none", blame: "ours" } as const;
    expect(explainFailure(new RunFailed(failure))).toBe(failure);
  });

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

describe("progress", () => {
  it("estimates from what was answered so far", () => {
    expect(estimateProgress({ answered: 50, left: 150, seconds: 10 })).toEqual({ rate: 5, secondsLeft: 30 });
  });

  it("does not guess before the first answer", () => {
    expect(estimateProgress({ answered: 0, left: 200, seconds: 10 })).toEqual({ rate: null, secondsLeft: null });
    expect(estimateProgress({ answered: 5, left: 195, seconds: null })).toEqual({ rate: null, secondsLeft: null });
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

describe("the states of a run", () => {
  it("have a way out, unless the run is done", () => {
    for (const from of runStates) if (from !== "done") expect(runStates.some((to) => mayMove(from, to))).toBe(true);
  });

  it("let only released, approved, blocked, cancelled and failed runs wait again", () => {
    expect(sourcesOf("queued")).toEqual(["running", "needs_approval", "blocked_consent", "cancelled", "done", "failed"]);
  });
});
