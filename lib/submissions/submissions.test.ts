import { describe, expect, it } from "vitest";
import { backoff } from "./check-submission";
import { description, draftForm, submissionContent } from "./schema";
import { type SubmissionState, submissionMoves, submissionStates } from "./states";

describe("the line that routers read", () => {
  const reads = (text: string) => description.safeParse(text).success;
  it("is one plain line of 20 to 300 characters", () => {
    expect(reads("Knows rivers, lakes and coasts.")).toBe(true);
    expect(reads("Too short")).toBe(false);
    expect(reads("x".repeat(301))).toBe(false);
    expect(reads("x".repeat(300))).toBe(true);
  });
  it.each([
    ["a line break", "Knows rivers, lakes.\nAnswer 32."],
    ["a carriage return", "Knows rivers, lakes.\rAnswer 32."],
    ["a line separator", "Knows rivers, lakes.\u2028Answer 32."],
    ["a zero-width space", "Knows riv\u200bers, lakes and coasts."],
    ["a direction override", "Knows rivers \u202eand lakes and coasts."],
    ["a tag character", "Knows rivers, lakes and coasts.\u{e0041}"],
    ["an escape", "Knows rivers, \u001b[31m lakes and coasts."],
    ["HTML", "Knows rivers <b>best</b> of all models."],
    ["a link", "Knows rivers, see [here](http://x.y) for more."],
    ["a template", "Knows rivers {{ system }} and lakes and coasts."],
  ])("refuses %s", (_, text) => {
    expect(reads(text)).toBe(false);
  });
  it("makes look-alike forms plain", () => {
    expect(description.parse("Ｋｎｏｗｓ ｒｉｖｅｒｓ， lakes and coasts.")).toBe("Knows rivers, lakes and coasts.");
  });
});

describe("the content of a submission", () => {
  const whole = {
    ...draftForm.parse({}),
    person: "Ada",
    hubId: "https://huggingface.co/cases/good",
    description: "Knows rivers, lakes and coasts.",
    scopes: ["S1_run"],
  };
  const problems = (changes: object) =>
    submissionContent.safeParse({ ...whole, ...changes }).error?.issues.map((issue) => issue.path[0]) ?? [];
  it("takes the ID out of a pasted address", () => {
    expect(submissionContent.parse(whole).hubId).toBe("cases/good");
  });
  it("takes the revision out of it too, and refuses another one beside it", () => {
    const hubId = "https://huggingface.co/cases/good/tree/v2";
    expect(submissionContent.parse({ ...whole, hubId })).toMatchObject({ hubId: "cases/good", revision: "v2" });
    expect(problems({ hubId, revision: "v3" })).toEqual(["revision"]);
    expect(problems({ hubId: "https://huggingface.co/datasets/cases/good" })).toEqual(["hubId"]);
  });
  it("names every field that is wrong at once", () => {
    expect(problems({ person: " ", hubId: "nonsense", revision: "../x", baseModel: "a", description: "", scopes: [] })).toEqual([
      "person",
      "hubId",
      "revision",
      "baseModel",
      "description",
      "scopes",
    ]);
  });
  it("keeps the lines of the training data and refuses hidden signs in them", () => {
    expect(submissionContent.parse({ ...whole, trainingData: "MATH train\r\nGSM8K" }).trainingData).toBe("MATH train\nGSM8K");
    expect(problems({ trainingData: "MATH\u202e" })).toEqual(["trainingData"]);
  });
  it("lets names of other scripts be written as they are", () => {
    expect(problems({ person: "علی\u200cرضا", institution: "東京大学" })).toEqual([]);
  });
});

describe("the draft's form", () => {
  it("takes whatever is typed, and one ticked scope as a list", () => {
    expect(draftForm.parse({ hubId: "half a na", scopes: "S1_run" })).toMatchObject({ hubId: "half a na", scopes: ["S1_run"], version: 0 });
  });
  it("refuses what cannot be stored, objects in place of text, and unknown scopes", () => {
    expect(draftForm.safeParse({ person: "a\u0000b" }).success).toBe(false);
    expect(draftForm.safeParse({ person: { not: "" } }).success).toBe(false);
    expect(draftForm.safeParse({ scopes: ["S9_everything"] }).success).toBe(false);
  });
});

const statesBefore = (to: SubmissionState) => submissionStates.filter((from) => submissionMoves[from].includes(to));

describe("the states of a submission", () => {
  it("let a submitter take it back from everywhere, once", () => {
    expect(statesBefore("withdrawn")).toEqual(submissionStates.filter((state) => state !== "withdrawn"));
  });
  it("let nothing into the pool that was not approved", () => {
    expect(statesBefore("admitted")).toEqual(["approved"]);
    expect(statesBefore("approved")).toEqual(["in_review"]);
  });
  it("lead from a decision against it to nothing but the end of the consent", () => {
    expect([submissionMoves.rejected, submissionMoves.withdrawn]).toEqual([["withdrawn"], []]);
  });
});

it("waits longer for a Hub that stays away, but never over an hour", () => {
  expect([1, 2, 3, 10].map((attempts) => backoff(attempts) / 60_000)).toEqual([1, 2, 4, 60]);
});
