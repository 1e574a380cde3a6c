import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { ContextTooLong, EndpointUnreachable, ModelNotServed, RequestRefused } from "@/lib/serving/errors";
import { explainFailure } from "./executing/explain-failure";
import { RunFailed } from "./failures";
import { failureAdvice } from "./labels";
import { whyNotRunnable } from "./launching/check-models";
import { runMoves, runStates, sourcesOf } from "./states";
import { estimateProgress } from "./watching/progress";
import { mayShowScores, mayShowTexts } from "./watching/visibility";

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
});

describe("consent", () => {
  const model = { name: "A", state: "runnable" as const, weightsHash: "00", scopes: ["S1_run" as const] };

  it("allows what was granted", () => {
    expect(whyNotRunnable([model], ["S1_run"])).toEqual([]);
  });

  it("names each model that lacks a scope which the method needs", () => {
    const reasons = whyNotRunnable([model, { ...model, name: "B", scopes: [] }], ["S1_run", "S4_distil"]);
    expect(reasons.map((reason) => reason.message)).toEqual([
      "No consent to running it for evaluation (S1): B.",
      "No consent to training others on its outputs (S4): A, B.",
    ]);
  });

  it("hides scores and texts from the public without the scopes, shows them to operators, and to nobody after withdrawal", () => {
    const anonymous = { kind: "anonymous" } as const;
    const operator = { kind: "user", userId: "x", name: "x", roles: ["operator"], emailVerified: true } as const;
    expect(mayShowScores(anonymous, [model])).toBe(false);
    expect(mayShowScores(operator, [model])).toBe(true);
    expect(mayShowScores(anonymous, [{ ...model, scopes: ["S2_publish_scores"] }])).toBe(true);
    expect(mayShowTexts(anonymous, { ...model, scopes: ["S2_publish_scores"] })).toBe(false);
    expect(mayShowTexts(operator, { ...model, state: "withdrawn", scopes: ["S2_publish_scores", "S3_publish_outputs"] })).toBe(false);
  });
});

describe("progress", () => {
  it("estimates from what was answered so far", () => {
    expect(estimateProgress(50, 200, 10)).toEqual({ rate: 5, secondsLeft: 30 });
  });

  it("does not guess before the first answer", () => {
    expect(estimateProgress(0, 200, 10)).toEqual({ rate: null, secondsLeft: null });
    expect(estimateProgress(5, 200, null)).toEqual({ rate: null, secondsLeft: null });
  });
});

describe("the states of a run", () => {
  it("have a way out, unless the run is done", () => {
    for (const state of runStates) if (state !== "done") expect(runMoves[state].length).toBeGreaterThan(0);
  });

  it("let only released, approved, blocked, cancelled and failed runs wait again", () => {
    expect(sourcesOf("queued")).toEqual(["running", "needs_approval", "blocked_consent", "cancelled", "done", "failed"]);
  });
});
