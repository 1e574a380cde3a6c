import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { jobReasons } from "../labels";
import { isSlurmState, readSlurmState } from "./slurm-states";

/** Every state of squeue's manual of 22.05. */
const manual =
  "BOOT_FAIL CANCELLED COMPLETED CONFIGURING COMPLETING DEADLINE FAILED NODE_FAIL OUT_OF_MEMORY PENDING PREEMPTED RUNNING RESV_DEL_HOLD REQUEUE_FED REQUEUE_HOLD REQUEUED RESIZING REVOKED SIGNALING SPECIAL_EXIT STAGE_OUT STOPPED SUSPENDED TIMEOUT".split(
    " ",
  );

const installed = "/usr/share/man/man1/squeue.1.gz";

/** The states in the manual that is installed here. */
function readManual(): string[] {
  const text = gunzipSync(readFileSync(installed)).toString();
  const section = text.slice(text.lastIndexOf("JOB STATE CODES"));
  return [...section.matchAll(/^\\fB[A-Z]{1,3}\s+([A-Z_]{4,})\\fR/gm)].map(([, state = ""]) => state);
}

describe("states of Slurm", () => {
  it.each(manual)("are all known, each with its place and whose fault it is: %s", (state) => {
    expect(isSlurmState(state)).toBe(true);
    const { phase, reason } = readSlurmState(state, "None", 0);
    if (phase === "ended" && state !== "COMPLETED") expect(Object.keys(jobReasons)).toContain(reason);
  });

  it.skipIf(!existsSync(installed))("are those of the manual that is installed here", () => {
    const states = readManual();
    expect(states.length).toBeGreaterThan(20);
    expect(states.filter((state) => !isSlurmState(state))).toEqual([]);
  });

  it("that no manual knows count as being there, so that no job is given up for a word", () => {
    expect(readSlurmState("BRAND_NEW", "None", 0)).toEqual({ phase: "ending", reason: null, exitMayCome: false });
    expect(readSlurmState("constructor", "toString", 0).phase).toBe("ending");
  });

  it.each([
    ["FAILED", "JobLaunchFailure", 4021 << 8, "LAUNCH_FAILED"],
    ["FAILED", "None", 9, "KILLED"],
    ["FAILED", "None", 28 << 8, "DISK_FULL"],
    ["FAILED", "NonZeroExitCode", 7 << 8, "CRASHED"],
    ["NODE_FAIL", "NodeDown", 0, "NODE_FAILED"],
    ["PREEMPTED", "None", 0, "PREEMPTED"],
    ["PENDING", "JobHeldAdmin", 0, "HELD"],
    ["PENDING", "Dependency", 0, "RESOURCES"],
    ["TIMEOUT", "TimeLimit", 0, "TIME_LIMIT"],
  ])("say with their reason why: %s (%s)", (state, why, exitCode, reason) => {
    expect(readSlurmState(state, why, exitCode).reason).toBe(reason);
  });
});
