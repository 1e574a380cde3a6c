import type { Blame, FailureCode } from "./labels";

/** Why a run failed, in words for the run's page. What to do about it stands in `labels.ts`, by code. */
export interface RunFailure {
  code: FailureCode;
  message: string;
  blame: Blame;
}

/** Thrown where the reason is known. */
export class RunFailed extends Error {
  readonly failure: RunFailure;

  constructor(failure: RunFailure) {
    super(failure.message);
    this.name = "RunFailed";
    this.failure = failure;
  }
}
