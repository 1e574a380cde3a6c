import type { Directory } from "@/lib/serving/directory";
import type { Text } from "./generate/text";
import type { Memo } from "./memo/memo";
import type { Quarantine } from "./memo/quarantine";
import type { Remembered } from "./memo/remember";
import type { SingleFlight } from "./memo/single-flight";
import type { Refusals } from "./refusals";

/** What all operations of one engine share. */
export interface Resources {
  /** Which model server has which model, and how each is. */
  directory: Directory;
  memo: Memo;
  /** Texts that are being made: equal requests of concurrent runs are sent once. */
  texts: SingleFlight<Remembered<Text>>;
  quarantine: Quarantine;
  refusals: Refusals;
}
