import type { Sighting } from "../cluster";
import type { JobReason } from "../labels";

interface StateRule {
  phase: Sighting["phase"];
  /** Why it waits or ended; null where the state alone does not say. */
  reason: JobReason | null;
  /** The wrapper was there until the end, so that what it wrote may only not show yet. */
  exitMayCome?: true;
}

const waits = (reason: JobReason): StateRule => ({ phase: "waits", reason });
const ended = (reason: JobReason): StateRule => ({ phase: "ended", reason });

/** Every state of squeue's manual, and those that newer versions of Slurm added. Whose fault it is and what comes next follow from the reason. */
const rules = {
  BOOT_FAIL: ended("NODE_FAILED"),
  CANCELLED: ended("ENDED_OUTSIDE"),
  COMPLETED: { phase: "ended", reason: null, exitMayCome: true },
  CONFIGURING: { phase: "works", reason: null },
  COMPLETING: { phase: "ending", reason: null },
  DEADLINE: ended("TIME_LIMIT"),
  FAILED: { phase: "ended", reason: "CRASHED", exitMayCome: true },
  NODE_FAIL: ended("NODE_FAILED"),
  OUT_OF_MEMORY: ended("OUT_OF_MEMORY"),
  PENDING: waits("RESOURCES"),
  PREEMPTED: ended("PREEMPTED"),
  RUNNING: { phase: "works", reason: null },
  RESV_DEL_HOLD: waits("HELD"),
  REQUEUE_FED: waits("RESOURCES"),
  REQUEUE_HOLD: waits("HELD"),
  REQUEUED: waits("RESOURCES"),
  RESIZING: { phase: "works", reason: null },
  REVOKED: ended("REVOKED"),
  SIGNALING: { phase: "ending", reason: null },
  SPECIAL_EXIT: waits("HELD"),
  STAGE_OUT: { phase: "ending", reason: null },
  STOPPED: { phase: "suspended", reason: "SUSPENDED" },
  SUSPENDED: { phase: "suspended", reason: "SUSPENDED" },
  TIMEOUT: ended("TIME_LIMIT"),
  LAUNCH_FAILED: ended("LAUNCH_FAILED"),
  RECONFIG_FAIL: ended("NODE_FAILED"),
  POWER_UP_NODE: { phase: "works", reason: null },
  EXPEDITING: waits("RESOURCES"),
} as const satisfies Record<string, StateRule>;
type SlurmState = keyof typeof rules;

export function isSlurmState(word: string): word is SlurmState {
  return Object.hasOwn(rules, word);
}

/** Reasons that squeue gives beside a state, where they say more than the state. */
const reasons: Readonly<Record<string, { phase: "waits" | "ended"; reason: JobReason }>> = {
  JobLaunchFailure: { phase: "ended", reason: "LAUNCH_FAILED" },
  JobHeldUser: { phase: "waits", reason: "HELD" },
  JobHeldAdmin: { phase: "waits", reason: "HELD" },
  JobHoldMaxRequeue: { phase: "waits", reason: "HELD" },
  launch_failed_requeued_held: { phase: "waits", reason: "HELD" },
  NonZeroExitCode: { phase: "ended", reason: "CRASHED" },
};

/** Codes of the wrapper without a file that says more: no room on the disk. */
const noSpace = 28;

/**
 * What a state of Slurm means. A state that no manual knows is taken for a job that is still there: it is asked again.
 * @param exitCode the raw status of wait(2) that squeue prints: the signal in the low seven bits, else the code above the eighth
 */
export function readSlurmState(state: string, why: string, exitCode: number): Pick<Sighting, "phase" | "reason" | "exitMayCome"> {
  const rule: StateRule = isSlurmState(state) ? rules[state] : { phase: "ending", reason: null };
  const more = Object.hasOwn(reasons, why) ? reasons[why] : undefined;
  if (more && more.phase === rule.phase && more.reason !== "CRASHED") return { phase: rule.phase, reason: more.reason, exitMayCome: false };
  if (state === "FAILED" && (exitCode & 0x7f) !== 0) return { phase: "ended", reason: "KILLED", exitMayCome: false };
  if (state === "FAILED" && exitCode >> 8 === noSpace) return { phase: "ended", reason: "DISK_FULL", exitMayCome: false };
  return { phase: rule.phase, reason: rule.reason, exitMayCome: rule.exitMayCome === true };
}
