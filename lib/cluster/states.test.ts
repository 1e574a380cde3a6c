import { describe, expect, it } from "vitest";
import { jobReasons } from "./labels";
import { hasEnded, isRepeatable, jobStates, mayMoveJob, openJobStates } from "./states";

describe("the states of a job", () => {
  it("all have a way out", () => {
    for (const from of jobStates) expect(jobStates.some((to) => mayMoveJob(from, to))).toBe(true);
  });

  it("let every open job be cancelled, and reach its end from wherever it stands", () => {
    for (const from of openJobStates) {
      if (from !== "stopping") expect(mayMoveJob(from, "stopping")).toBe(true);
      expect(mayMoveJob(from, "done")).toBe(true);
      expect(mayMoveJob(from, "cancelled")).toBe(true);
    }
  });

  it("let what has ended go only into a new attempt", () => {
    for (const from of jobStates.filter(hasEnded)) expect(jobStates.filter((to) => mayMoveJob(from, to))).toEqual(["submitting"]);
  });

  it("repeat for whoever asks again what failed, was cancelled or lost, and not what is done", () => {
    expect(jobStates.filter(isRepeatable)).toEqual(["failed", "cancelled", "lost"]);
  });
});

describe("the reasons of a job", () => {
  it("each say whose fault it is, what happened and what to do, in whole sentences", () => {
    for (const { title, advice } of Object.values(jobReasons)) {
      expect(title).toMatch(/^[A-Z].*\.$/);
      expect(advice).toMatch(/^[A-Z].*\.$/);
    }
  });

  it("are tried again by themselves only where the same request may end otherwise", () => {
    const free = Object.entries(jobReasons).flatMap(([code, { again }]) => (again === "never" ? [] : [code]));
    expect(free).not.toContain("BAD_REQUEST");
    expect(free).not.toContain("CANCELLED");
  });
});
