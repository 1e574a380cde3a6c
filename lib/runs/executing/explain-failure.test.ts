import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { UnknownLabel } from "@/lib/pool/eligibility/find-by-label";
import { ContextTooLong, EndpointUnreachable, ModelNotServed, RequestRefused } from "@/lib/serving/errors";
import { RunFailed } from "../failures";
import { explainFailure } from "./explain-failure";

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

  it("is a system's parameters that name a model which is not here", () => {
    expect(explainFailure(new UnknownLabel("m-1"))).toMatchObject({ code: "BAD_PARAMETERS", message: "No model here has the label m-1." });
  });

  it("keeps a reason that was known", () => {
    const failure = { code: "NO_QUESTIONS", message: "none", blame: "ours" } as const;
    expect(explainFailure(new RunFailed(failure))).toBe(failure);
  });
});
