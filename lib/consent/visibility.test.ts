import { describe, expect, it } from "vitest";
import { type Actor, anonymous } from "@/lib/auth/actor";
import { type Consenting, creditOf, isGone, mayShowScores, mayShowTexts, readableWeights, whyAnyHidden, whyHidden } from "./visibility";

const operator: Actor = { kind: "user", userId: "x", name: "x", roles: ["operator"], emailVerified: true };
const contributor: Actor = { ...operator, roles: ["contributor"] };
const silent: Consenting = { state: "runnable", scopes: ["S1_run"] };
const scored: Consenting = { state: "runnable", scopes: ["S1_run", "S2_publish_scores"] };
const open: Consenting = { state: "runnable", scopes: ["S1_run", "S2_publish_scores", "S3_publish_outputs"] };
const as = (state: Consenting["state"]): Consenting => ({ ...open, state });

describe("scores", () => {
  it("are public with the scope for it, and say why they are not", () => {
    expect([silent, scored, as("quarantined"), as("withdrawn")].map(whyHidden)).toEqual(["consent", null, "quarantined", "withdrawn"]);
  });

  it("are hidden by one hidden model, and by one of which nothing is known", () => {
    expect(whyAnyHidden([open, scored])).toBeNull();
    expect(whyAnyHidden([open, silent])).toBe("consent");
    expect(whyAnyHidden([open, undefined])).toBe("quarantined");
  });

  it("are shown to operators without the scope, and of a withdrawn model to nobody", () => {
    expect([anonymous, contributor, operator].map((actor) => mayShowScores(actor, [open, silent]))).toEqual([false, false, true]);
    expect([anonymous, operator].map((actor) => mayShowScores(actor, [scored]))).toEqual([true, true]);
    expect([anonymous, operator].map((actor) => mayShowScores(actor, [as("quarantined")]))).toEqual([false, true]);
    expect(mayShowScores(operator, [open, as("withdrawn")])).toBe(false);
  });
});

describe("texts", () => {
  it("need the scope for scores and the one for texts", () => {
    const onlyTexts: Consenting = { state: "runnable", scopes: ["S1_run", "S3_publish_outputs"] };
    expect([silent, scored, onlyTexts, open].map((model) => mayShowTexts(anonymous, model))).toEqual([false, false, false, true]);
  });

  it("are shown to operators without them, and of a withdrawn model to nobody", () => {
    expect(mayShowTexts(contributor, scored)).toBe(false);
    expect(mayShowTexts(operator, scored)).toBe(true);
    expect(mayShowTexts(operator, as("withdrawn"))).toBe(false);
  });

  it("of weights that were submitted twice are shown only when both entries allow it, in any order", () => {
    const entries = [
      { ...open, weightsHash: "aa" },
      { ...scored, weightsHash: "aa" },
      { ...open, weightsHash: "bb" },
      { ...open, weightsHash: null },
    ];
    for (const some of [entries, entries.toReversed()]) expect([...readableWeights(anonymous, some)]).toEqual(["bb"]);
    expect(readableWeights(operator, entries)).toEqual(new Set(["aa", "bb"]));
  });
});

it("nothing but the name is left of a withdrawn model", () => {
  expect((["listed", "runnable", "quarantined", "withdrawn"] as const).filter((state) => isGone({ state }))).toEqual(["withdrawn"]);
});

it("a contributor is named after saying so, and the author of an entry without a submission as published", () => {
  expect(creditOf("Ada", { nameShown: true })).toBe("Ada");
  expect(creditOf("Ada", { nameShown: false })).toBeNull();
  expect(creditOf("Ada", null)).toBe("Ada");
});
