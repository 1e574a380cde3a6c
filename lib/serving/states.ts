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
  /** Since when. */
  stateSince: Date | null;
  /** Names of the models that it lists, or listed when it last did. */
  models: string[];
  /** Requests that may be on their way at once, those that are, and those that wait for a place. */
  window: number;
  inFlight: number;
  waiting: number;
  lastOkAt: Date | null;
  /** Since when nothing came of what it was asked; null where nothing is waited for, or something just came. */
  silentSince: Date | null;
  /** It says that it is not ready yet. */
  isLoading: boolean;
  /** Of one answer, as those of late were written; null while none was measured. */
  tokensPerSecond: number | null;
  /** Why it does not serve, in words; null where it does. */
  message: string | null;
  /** Which server it is, as far as it was recognised; null before it was asked. */
  server: string | null;
  /** What an operator should know of such a server, in words; null where there is nothing. */
  note: string | null;
}
