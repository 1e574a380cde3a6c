import type { Directory } from "@/lib/serving/directory";
import type { AnsweredRequest } from "@/lib/tasks/scoring/scorers";
import type { DerivedModel } from "./contract";
import type { Text } from "./generate/text";
import type { Memo } from "./memo/memo";
import type { Quarantine } from "./memo/quarantine";
import type { Remembered } from "./memo/remember";
import type { SingleFlight } from "./memo/single-flight";
import type { MergeSpec } from "./merge/spec";
import type { Refusals } from "./refusals";
import type { Scorer } from "./scores/scorer";
import type { ServedModel } from "./served-model";
import type { TrainSpec } from "./train/spec";

/** What all operations of one engine share. */
export interface Resources {
  /** Which model server has which model, and how each is. */
  directory: Directory;
  memo: Memo;
  /** Texts that are being made: equal requests of concurrent runs are sent once. */
  texts: SingleFlight<Remembered<Text>>;
  quarantine: Quarantine;
  refusals: Refusals;
  /** Those that SCORERS names. */
  scorers: { reward: Scorer<AnsweredRequest> | null; verify: Scorer<string> | null; embed: Scorer<string> | null };
  makers: Makers;
}

/** The models that a spec names, by label. */
export type NamedModels = ReadonlyMap<string, ServedModel>;

/** Whoever makes weights, where somebody does. */
export interface Makers {
  train?(spec: TrainSpec, models: NamedModels, signal: AbortSignal): Promise<DerivedModel>;
  merge?(spec: MergeSpec, models: NamedModels, signal: AbortSignal): Promise<DerivedModel>;
  /** Ends what they keep open. */
  close?(): Promise<void>;
}
