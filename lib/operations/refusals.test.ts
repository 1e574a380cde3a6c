import { expect, it } from "vitest";
import { Refusals } from "./refusals";

const model = (modelId: string) => ({ modelId, servedAs: modelId });

it("refuses a model for all runs until one finds that it may be used again", () => {
  const refusals = new Refusals();
  expect(() => refusals.require(model("one"))).not.toThrow();
  refusals.refuse("one");
  expect(() => refusals.require(model("one"))).toThrow("Consent was withdrawn: one.");
  expect(() => refusals.require(model("another"))).not.toThrow();
  refusals.allow("one", refusals.count);
  expect(() => refusals.require(model("one"))).not.toThrow();
});

it("believes a withdrawal that came while a run read that the model may be used", () => {
  const refusals = new Refusals();
  const asked = refusals.count;
  refusals.refuse("two");
  refusals.allow("two", asked);
  expect(() => refusals.require(model("two"))).toThrow("Consent was withdrawn: two.");
});
