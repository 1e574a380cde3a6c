/** Why an executing run is told to stop. */
export type StopReason = "cancelled" | "blocked" | "lease-lost" | "stopping";

/** Reason of the abort signal that an executing run gets. */
export class RunStopped extends Error {
  readonly reason: StopReason;

  constructor(reason: StopReason) {
    super(`The run was told to stop: ${reason}.`);
    this.name = "RunStopped";
    this.reason = reason;
  }
}
