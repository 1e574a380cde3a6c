import { describe, expect, it } from "vitest";
import { asUsable } from "./usable-model";
import { whyNotRunnable } from "./why-not-runnable";

const model = { name: "A", state: "runnable" as const, weightsHash: "00", scopes: ["S1_run" as const] };

describe("whether a model may be run", () => {
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

  it("refuses a model whose every receipt was taken back, before the model itself is marked", () => {
    const receipts = [{ withdrawnAt: new Date(0) }, { withdrawnAt: null }];
    expect(whyNotRunnable([asUsable({ ...model, submission: { receipts } })], [])).toEqual([]);
    const [withdrawn] = whyNotRunnable([asUsable({ ...model, submission: { receipts: receipts.slice(0, 1) } })], []);
    expect(withdrawn).toEqual({ code: "CONSENT_MISSING", message: "Consent was withdrawn: A." });
  });
});
