import type { RunState } from "./states";

/** Words for runs. Browser-safe. */
export const stateLabels: Record<RunState, string> = {
  queued: "Queued",
  running: "Running",
  needs_approval: "Needs approval",
  blocked_consent: "Blocked by consent",
  cancelling: "Cancelling",
  cancelled: "Cancelled",
  done: "Done",
  failed: "Failed",
};

export const kindLabels = { individual: "Single model", system: "System" } as const;
export type RunKind = keyof typeof kindLabels;

/** Whose fault a failure is. */
export const blameLabels = { theirs: "the model or its consent", ours: "the portal", cluster: "model servers or machines" } as const;
export type Blame = keyof typeof blameLabels;

/** What happened, for readers who may not see addresses of machines. */
export const failureTitles = {
  CONSENT_MISSING: "A contributor's consent is missing.",
  MODEL_NOT_RUNNABLE: "A model may not be run now.",
  NOT_SERVED: "No model server offers one of the models.",
  ENDPOINT_FAILED: "A model server failed.",
  CONTEXT_TOO_LONG: "A prompt does not fit into a model's context.",
  REQUEST_REFUSED: "A model server refused a request.",
  SCORER_FAILED: "What scores the answers is away, or another model than before.",
  DISK_FULL: "The disk of the database is full.",
  NO_QUESTIONS: "The tasks have no questions in this split.",
  BAD_PARAMETERS: "The method no longer accepts this system's parameters.",
  WORKER_LOST: "Three workers stopped while they executed this run.",
  UNEXPECTED: "Something unexpected happened.",
} as const satisfies Record<string, string>;

/** What a person can do about each failure. */
export const failureAdvice = {
  CONSENT_MISSING: "Compose the run again without these models, or ask their contributors for the missing scope.",
  MODEL_NOT_RUNNABLE: "Compose the run again without these models.",
  NOT_SERVED: "Retry as soon as one does: the run goes on where it stopped, and what was answered is kept.",
  ENDPOINT_FAILED: "Look at the model server's log, then retry. What was answered is kept and not asked again.",
  CONTEXT_TOO_LONG: "Allow shorter answers, or compose the run without this task or model.",
  REQUEST_REFUSED: "The model server understood the question and refused it. Its log says why; asking again gives the same answer.",
  SCORER_FAILED: "Look at the server that scores and at SCORERS, then retry. What was answered and scored is kept.",
  DISK_FULL: "Make room on the disk of the database, then retry. What was answered and stored is kept.",
  NO_QUESTIONS: "Choose tasks that have questions in this split.",
  BAD_PARAMETERS: "The method's parameters have changed since this system was made. Compose the system again.",
  WORKER_LOST: "The run's history names the workers: look at their logs, then retry. What was answered is kept.",
  UNEXPECTED: "This is a defect of the portal and is in the worker's log. Retry once; if it fails again, report it.",
} as const satisfies Record<keyof typeof failureTitles, string>;
export type FailureCode = keyof typeof failureAdvice;

export function isFailureCode(code: string | null): code is FailureCode {
  return code !== null && code in failureAdvice;
}

/** The same for readers who cannot do it themselves. */
export const failureComfort = "What was answered is kept. Maintainers see this failure and can let the run go on.";

/** Runs of a group of failures that one press queues again: more at once would keep it waiting. */
export const retriesAtOnce = 500;

/** What a press on "retry all" did, in words that stay true while the page stays open. */
export function describeRetried({ retried, left }: { retried: number; left: number }): string {
  const words = `${retried} ${retried === 1 ? "run was" : "runs were"} queued again.`;
  if (left === 0) return words;
  return `${words} ${left} may not go on and ${left === 1 ? "stays" : "stay"} here: press Retry on the page of ${left === 1 ? "the run" : "one"} to read why.`;
}

/** How a model server of a run is, who it is, and what happens next; said of it before "since". */
export function describeServer({ kind, name, others, tokensPerSecond }: ServerWords): { what: string; next: string } {
  const who = name === null ? "A model server of this run" : `The model server ${name}`;
  const elsewhere =
    others > 0 ? "Until then the other servers of this run do its work." : "The run waits for it; what was answered is kept.";
  switch (kind) {
    case "slow":
      return {
        what: `${who} is slow: about ${pace(tokensPerSecond ?? 0)} for each answer`,
        next: "The run goes on at the pace that it shows, and no answer is thrown away for being slow.",
      };
    case "silent":
      return {
        what: `${who} lives, but has sent nothing`,
        next: "It may be reading a long question. It is waited for much longer than it was ever silent before, and is then asked again.",
      };
    case "starting":
      return { what: `${who} answers its first questions`, next: "It serves as soon as it has answered them, however long that takes." };
    case "loading":
      return { what: `${who} is loading a model`, next: `It is asked again every few seconds. ${elsewhere}` };
    case "away":
      return { what: `${who} does not answer`, next: `It is asked again every few seconds. ${elsewhere}` };
    case "given-up":
      return {
        what: `${who} was given up`,
        next: `It is asked again every few seconds, and serves again when it answers as before. ${others > 0 ? elsewhere : "If it stays away the run ends as failed and can be retried; what was answered is kept."}`,
      };
  }
}

interface ServerWords {
  kind: "slow" | "silent" | "starting" | "loading" | "away" | "given-up";
  name: string | null;
  others: number;
  tokensPerSecond: number | null;
}

function pace(tokensPerSecond: number): string {
  if (tokensPerSecond >= 0.95) return `${tokensPerSecond.toFixed(tokensPerSecond < 3 ? 1 : 0)} tokens a second`;
  return `a token every ${Math.max(1, Math.round(1 / Math.max(0.001, tokensPerSecond)))} seconds`;
}

/** Why a run does not get on, for the line beside its state. */
export function describeWait({ ahead, workers }: { ahead: number | null; workers: number }): string {
  const rest = workers === 0 ? "; no worker is running, it goes on when one starts" : "";
  if (ahead === null) return `its worker fell silent${rest || "; another one takes it over as soon as it has room"}`;
  if (ahead === 0) return `next in the queue${rest}`;
  return `${ahead} ${ahead === 1 ? "run is" : "runs are"} before it in the queue${rest}`;
}
