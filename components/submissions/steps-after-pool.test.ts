import { describe, expect, it } from "vitest";
import type { AfterPool, OwnRun } from "@/lib/pages/schema";
import { runStates } from "@/lib/runs/states";
import { stepsAfterPool } from "./steps-after-pool";

const at = new Date("2026-03-01T12:00:00Z");
const nobodyBefore = { models: 0, secondsUntilQueued: null, secondsRunning: null };
const facts: AfterPool = { admittedAt: at, slug: "rivers", hidden: null, run: null, ranked: false, systems: 0, earlier: nobodyBefore };
const queuedRun: OwnRun = {
  number: 7,
  state: "queued",
  questionsDone: 0,
  questionsTotal: 0,
  secondsLeft: null,
  wait: { ahead: 2, workers: 1 },
  queuedAt: at,
  startedAt: null,
  finishedAt: null,
};
const begun = { ...queuedRun, wait: null, startedAt: at, questionsDone: 40, questionsTotal: 280 };

const told = (changes: Partial<AfterPool>, own = true) => {
  const steps = stepsAfterPool({ ...facts, ...changes }, own);
  return { standings: steps.map(({ standing }) => standing).join(" "), words: steps.map(({ words }) => words).join(" | ") };
};

describe("after the pool", () => {
  it("says who acts next, and how long others waited as far as anybody knows", () => {
    expect(told({}).standings).toBe("next ahead ahead ahead");
    expect(told({}).words).toContain("A maintainer launches a run of your model alone. When is not known yet");
    const earlier = { models: 5, secondsUntilQueued: 7_200, secondsRunning: 65 };
    expect(told({ earlier }).words).toContain("Half of the 5 submissions before it waited less than 2 h 00 min.");
    expect(told({ earlier }).words).toContain("Such a run usually takes about 1 min 05 s.");
  });
  it("tells the place in the queue, and while it runs how far it has come and what is left", () => {
    expect(told({ run: queuedRun })).toMatchObject({
      standings: "now ahead ahead ahead",
      words: expect.stringContaining("2 runs are before it"),
    });
    const running = told({ run: { ...begun, state: "running", secondsLeft: 130 } });
    expect(running.standings).toBe("reached now ahead ahead");
    expect(running.words).toContain("40 of 280 questions are answered. About 2 min 10 s left.");
    expect(told({ run: { ...begun, state: "queued" } }).words).toContain("It waits to go on.");
  });
  it("ends with a score that is published, or says why it is not", () => {
    const run = { ...begun, state: "done" as const, questionsDone: 280, finishedAt: at };
    expect(told({ run }).standings).toBe("reached reached reached now");
    expect(told({ run, ranked: true, systems: 1 })).toMatchObject({
      standings: "reached reached reached reached",
      words: expect.stringContaining("Its score stands on the leaderboard. 1 run of a system with it is done, too."),
    });
    expect(told({ run, hidden: "consent" }).words).toContain("you did not agree to that");
    expect(told({ run, hidden: "consent" }, false).words).toContain("the contributor did not agree to that");
  });
  it("has words for a run in every state, and calls one that does not go on stopped", () => {
    for (const state of runStates) {
      const { words, standings } = told({ run: { ...begun, state } });
      expect(words, state).not.toMatch(/undefined|null/);
      expect(standings.includes("stopped"), state).toBe(!["queued", "running", "done"].includes(state));
    }
  });
});
