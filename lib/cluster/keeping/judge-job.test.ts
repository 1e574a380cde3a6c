import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Sighting } from "../cluster";
import type { Execution, Exit } from "../folder/sentinels";
import { jobStates } from "../states";
import { type Evidence, judgeJob, usualPatience } from "./judge-job";

const facts = { nonce: "n", attempt: 1, restart: 0, machine: "m", node: "n1", pid: 7, began: 7 };
const exit = (changes: Partial<Exit>): Exit => ({ ...facts, code: 0, signal: null, reason: null, seconds: 1, outputs: {}, ...changes });
const execution = (changes: Partial<Execution>): Execution => ({
  folder: "/f/1/0",
  restart: 0,
  started: facts,
  exit: null,
  hasResult: false,
  heartbeat: 1,
  ...changes,
});
const sighting = (changes: Partial<Sighting>): Sighting => ({
  id: "1",
  name: "a",
  attempt: 1,
  nonce: "n",
  phase: "works",
  reason: null,
  words: "RUNNING",
  node: "n1",
  restarts: 0,
  exitMayCome: false,
  ...changes,
});
const evidence = (changes: Partial<Evidence>): Evidence => ({
  state: "running",
  restarts: 0,
  sighting: sighting({}),
  executions: [execution({})],
  silentSeconds: 1,
  missingSeconds: 0,
  endedSeconds: 0,
  ...changes,
});
const judge = (changes: Partial<Evidence>) => judgeJob(evidence(changes), usualPatience);
const finished = execution({ exit: exit({}), hasResult: true });

describe("what a job's files say", () => {
  it("is done, whatever the cluster says, as soon as the result and a good end are there", () => {
    const phases = ["waits", "works", "suspended", "ending", "ended"] as const;
    for (const phase of phases)
      expect(judge({ executions: [finished], sighting: sighting({ phase, reason: "NODE_FAILED" }) }).kind).toBe("done");
    expect(judge({ executions: [finished], sighting: null }).kind).toBe("done");
    expect(judge({ executions: [finished], state: "stopping" }).kind).toBe("done");
  });

  it("that the program refused its request needs no word of the cluster", () => {
    expect(judge({ executions: [execution({ exit: exit({ code: 64 }) })] })).toMatchObject({ kind: "over", reason: "BAD_REQUEST" });
  });

  it("that it ended waits for the cluster to say why, for a while", () => {
    const executions = [execution({ exit: exit({ code: 75, reason: "term" }) })];
    expect(judge({ executions, sighting: sighting({ phase: "ending" }), endedSeconds: 3 }).kind).toBe("wait");
    expect(judge({ executions, sighting: sighting({ phase: "waits", restarts: 1, words: "PENDING (BeginTime)" }) })).toMatchObject({
      kind: "stands",
      at: "requeued",
    });
    expect(judge({ executions, sighting: sighting({ phase: "ended", reason: "PREEMPTED" }) })).toMatchObject({ reason: "CHECKPOINTED" });
    expect(judge({ executions, sighting: sighting({ phase: "ended", reason: "ENDED_OUTSIDE" }) })).toMatchObject({ to: "cancelled" });
    expect(judge({ executions, sighting: sighting({ phase: "ending" }), endedSeconds: 31 })).toMatchObject({ reason: "CHECKPOINTED" });
  });
});

describe("a job without an end in its files", () => {
  it("is silent after 45 seconds without a sign of life, and not while it is suspended", () => {
    expect(judge({ silentSeconds: 44 })).toMatchObject({ kind: "stands", at: "running" });
    expect(judge({ silentSeconds: 46 })).toMatchObject({ kind: "over", to: "lost", reason: "SILENT" });
    expect(judge({ silentSeconds: 900, sighting: sighting({ phase: "suspended" }) })).toMatchObject({
      kind: "stands",
      reason: "SUSPENDED",
    });
  });

  it("that the cluster does not list is lost after 270 seconds", () => {
    expect(judge({ sighting: null, missingSeconds: 269 }).kind).toBe("wait");
    expect(judge({ sighting: null, missingSeconds: 270 })).toMatchObject({ to: "lost", reason: "VANISHED" });
  });

  it("that the cluster calls complete is waited for: its files may only not show yet", () => {
    const complete = sighting({ phase: "ended", words: "COMPLETED", exitMayCome: true });
    expect(judge({ sighting: complete, endedSeconds: 269 }).kind).toBe("wait");
    expect(judge({ sighting: complete, endedSeconds: 270 })).toMatchObject({ to: "lost" });
  });
});

describe("any evidence", () => {
  const phase = fc.constantFrom("waits", "works", "suspended", "ending", "ended" as const);
  const seen = fc.record({ phase, restarts: fc.nat(2), exitMayCome: fc.boolean() }).map((changes) => sighting(changes));
  const ends = fc.option(fc.record({ code: fc.constantFrom(0, 1, 64, 75, 137), reason: fc.constantFrom(null, "term", "time" as const) }), {
    nil: null,
  });
  const executed = fc
    .record({ restart: fc.nat(2), ending: ends, hasResult: fc.boolean() })
    .map(({ ending, ...rest }) => execution({ ...rest, exit: ending ? exit(ending) : null }));

  it("never ends a job for a cluster that says nothing, nor calls one done without a result", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...jobStates),
        fc.option(seen, { nil: null }),
        fc.array(executed, { maxLength: 3 }),
        (state, found, executions) => {
          const verdict = judgeJob(evidence({ state, sighting: found, executions, silentSeconds: 0 }), usualPatience);
          if (verdict.kind === "done") expect(verdict.execution).toMatchObject({ hasResult: true, exit: { code: 0 } });
          if (verdict.kind === "over") expect(executions.some((each) => each.exit) || found?.phase === "ended").toBe(true);
        },
      ),
      { numRuns: 3_000 },
    );
  });
});
