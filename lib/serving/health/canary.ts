import type { Stop } from "../ending";
import type { Endpoint } from "../endpoint/endpoint";
import type { WantedModel } from "../endpoint/listing";

/** What a model said when it was asked, and whether that is what the same weights said first. */
interface CanaryReply {
  /** Which process answered, where the server says so. */
  nonce: string | null;
  isSound(): Promise<boolean>;
}

/** What endpoints of one kind are asked again and again, to tell whether the engine is still the one that answered first. */
export interface Canary {
  /** Asks a few fixed things. @throws ServingError, or the signal's reason */
  ask(endpoint: Endpoint, model: WantedModel, options: { deadlineMs: number; signal: Stop }): Promise<CanaryReply>;
  /** Of models that an endpoint lists, one that may be asked although nobody wants it now; null where there is none. */
  choose(servedAs: readonly string[]): Promise<WantedModel | null>;
  /** Whether a failed or refused request may mean that another engine has come to the address, which has to prove itself first. */
  asksAfterFaults: boolean;
}
