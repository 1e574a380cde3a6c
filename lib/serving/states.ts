/**
 * Where an endpoint stands: not asked yet; listing models whose first answers are being checked; serving; failing, and not
 * asked for texts until it answers again; given up until it comes back.
 */
export type EndpointCondition = "unknown" | "canary" | "ready" | "suspect" | "dead";

/** What one process knows of one endpoint. */
export interface EndpointState {
  name: string;
  url: string;
  state: EndpointCondition;
  /** Names of the models that it lists. */
  models: string[];
  /** Requests that may be on their way at once, those that are, and those that wait for a place. */
  window: number;
  inFlight: number;
  waiting: number;
  lastOkAt: Date | null;
  /** Why it does not serve, in words; null where it does. */
  message: string | null;
  /** Which server it is, as far as it was recognised; null before it was asked. */
  server: string | null;
  /** What an operator should know of such a server, in words; null where there is nothing. */
  note: string | null;
}
