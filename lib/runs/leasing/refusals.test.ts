import { expect, it } from "vitest";
import { allowModel, guardModel, refusalsUntilNow, refuseModel } from "./refusals";

const model = (modelId: string) => ({ modelId, label: "m", weightsHash: "", commit: null, servedAs: modelId });

it("refuses a model for all runs until one finds that it may be used again", () => {
  expect(() => guardModel(model("one"))).not.toThrow();
  refuseModel("one");
  expect(() => guardModel(model("one"))).toThrow("Consent was withdrawn: one.");
  expect(() => guardModel(model("another"))).not.toThrow();
  allowModel("one", refusalsUntilNow());
  expect(() => guardModel(model("one"))).not.toThrow();
});

it("believes a withdrawal that came while a run read that the model may be used", () => {
  const asked = refusalsUntilNow();
  refuseModel("two");
  allowModel("two", asked);
  expect(() => guardModel(model("two"))).toThrow("Consent was withdrawn: two.");
});
