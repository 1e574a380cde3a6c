import type { Stop } from "@/lib/serving/ending";
import type { OperationCalls, OperationKind } from "./contract";
import type { Asker } from "./memo/remember";
import type { Counts } from "./progress";
import type { Resources } from "./resources";
import type { ServedModel } from "./served-model";

/** For whom operations are performed. */
export interface RunContext {
  resources: Resources;
  /** Ends everything promptly. */
  signal: AbortSignal;
  counts: Counts;
  /** The model of this label. @throws Error where the run has none */
  resolve(label: string): Promise<ServedModel>;
  /** On whose behalf something is asked of this model, or of a scorer where it is null. */
  asker(signal: Stop, model: ServedModel | null): Asker;
  /** Is told of each endpoint whose texts are used. */
  use(endpoint: string): void;
}

/** How all kinds of operations are performed. */
export type Performers<Calls> = { [Kind in keyof Calls]: (run: RunContext) => Calls[Kind] };

/** The calls of one run. */
export function performFor<Calls>(run: RunContext, performers: Performers<Calls>): Calls {
  const calls: Partial<Calls> = {};
  for (const kind in performers) calls[kind] = performers[kind](run);
  return calls as Calls;
}

/** How one kind of operation is performed, for a run. */
export type Performer<Kind extends OperationKind> = (run: RunContext) => OperationCalls[Kind];
