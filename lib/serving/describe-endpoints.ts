import { directory } from "./directory";
import type { EndpointState } from "./states";

/** How this process sees its endpoints now. Whoever asks keeps the probes going for another minute. */
export function describeEndpoints(): EndpointState[] {
  return directory().describe();
}
