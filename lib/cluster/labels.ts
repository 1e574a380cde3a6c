import type { JobState } from "./states";

/** Words for jobs. Browser-safe. */
export const jobStateLabels: Record<JobState, string> = {
  submitting: "Being submitted",
  pending: "Waiting for a machine",
  running: "Running",
  requeued: "Waiting to be started again",
  stopping: "Stopping",
  done: "Done",
  failed: "Failed",
  cancelled: "Cancelled",
  lost: "Lost",
};

/** Whose fault an end is: what the job was asked to do, the portal and its programs, or the machines. */
type Blame = "theirs" | "ours" | "cluster";

interface ReasonRule {
  title: string;
  advice: string;
  blame: Blame;
  /** A new attempt by itself: never, up to the limit, or without counting, because nothing is wrong with the job. */
  again: "never" | "counted" | "free";
}

const bySelf = "Nothing: a new attempt goes on from the last checkpoint.";
const askAgain = "Look at the job's log, then let it run again.";

/** Why a job ended or waits, whose fault it is and what comes next: one entry a reason. */
export const jobReasons = {
  BAD_REQUEST: {
    title: "The program refused its request.",
    advice: "The words of the program say what is wrong; asking again gives the same answer.",
    blame: "ours",
    again: "never",
  },
  CRASHED: { title: "The program ended with an error.", advice: askAgain, blame: "ours", again: "counted" },
  NO_RESULT: { title: "The program ended without a result.", advice: askAgain, blame: "ours", again: "counted" },
  KILLED: { title: "The job was killed on its machine.", advice: bySelf, blame: "cluster", again: "counted" },
  CHECKPOINTED: { title: "The job stopped at a checkpoint.", advice: bySelf, blame: "cluster", again: "free" },
  OUT_OF_MEMORY: {
    title: "The job needed more memory than it asked for.",
    advice: "Give it more memory or smaller batches, then let it run again.",
    blame: "ours",
    again: "never",
  },
  TIME_LIMIT: {
    title: "The job reached its time limit without a checkpoint.",
    advice: "Give it more time, then let it run again.",
    blame: "ours",
    again: "never",
  },
  DISK_FULL: {
    title: "The disk of the jobs is full.",
    advice: "Make room where the jobs have their folders, then let it run again.",
    blame: "cluster",
    again: "never",
  },
  NODE_FAILED: { title: "The job's machine failed.", advice: bySelf, blame: "cluster", again: "counted" },
  SILENT: { title: "The job's machine fell silent.", advice: bySelf, blame: "cluster", again: "counted" },
  VANISHED: {
    title: "The cluster no longer knows the job, and it left no trace of its end.",
    advice: bySelf,
    blame: "cluster",
    again: "counted",
  },
  PREEMPTED: { title: "The cluster took the machine for more urgent work.", advice: bySelf, blame: "cluster", again: "free" },
  LAUNCH_FAILED: {
    title: "The cluster could not start the job.",
    advice: "Look whether the jobs' folder can be reached from every machine and whether they have python3.",
    blame: "cluster",
    again: "counted",
  },
  REFUSED: {
    title: "The cluster refused the job.",
    advice: "The words of the cluster say why: mend the settings of the cluster or what the job asks for, then let it run again.",
    blame: "ours",
    again: "never",
  },
  REVOKED: { title: "The cluster gave the job to another one and lost it.", advice: bySelf, blame: "cluster", again: "counted" },
  ENDED_OUTSIDE: {
    title: "Somebody cancelled the job in the cluster.",
    advice: "Ask the operator of the cluster why, then let it run again.",
    blame: "cluster",
    again: "never",
  },
  CANCELLED: {
    title: "Somebody cancelled the job.",
    advice: "Let it run again where it is still needed.",
    blame: "theirs",
    again: "never",
  },
  HELD: {
    title: "The cluster holds the job until somebody releases it.",
    advice: "Ask the operator of the cluster to release it.",
    blame: "cluster",
    again: "never",
  },
  SUSPENDED: {
    title: "The cluster suspended the job.",
    advice: "Nothing: it goes on when the cluster resumes it.",
    blame: "cluster",
    again: "never",
  },
  SUBMIT_LIMIT: {
    title: "The cluster takes no more jobs of ours now.",
    advice: "Nothing: it is submitted as soon as the cluster takes it.",
    blame: "cluster",
    again: "never",
  },
  NO_SLOT: {
    title: "All slots of this machine are taken.",
    advice: "Nothing: it starts when one is free.",
    blame: "cluster",
    again: "never",
  },
  RESOURCES: {
    title: "The cluster has no free machine for it yet.",
    advice: "Nothing: it starts in its turn.",
    blame: "cluster",
    again: "never",
  },
} as const satisfies Record<string, ReasonRule>;
export type JobReason = keyof typeof jobReasons;

export function isJobReason(code: string | null): code is JobReason {
  return code !== null && code in jobReasons;
}
