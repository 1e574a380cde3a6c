import type { Stored } from "../memo/memo";
import type { KeyedRequest } from "./request";

/** A stored answer, and the request that it answers once its quotes fitted. */
export interface Text {
  request: KeyedRequest;
  stored: Stored;
}
