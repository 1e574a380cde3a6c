import { subscribe } from "node:diagnostics_channel";
import { z } from "zod";

const sent = z.object({ request: z.object({ path: z.string() }) });

/**
 * Learns when this process sends a request for a text, from undici itself: a stand-in in the same process may be late to read
 * what was sent long ago.
 * @returns milliseconds from `since`, as `performance.now()` has it, to the last send; 0 when nothing was sent since then
 */
export function watchSends(): (since: number) => number {
  let last = 0;
  subscribe("undici:client:sendHeaders", (message) => {
    if (sent.parse(message).request.path.endsWith("/v1/chat/completions")) last = performance.now();
  });
  return (since) => Math.max(0, last - since);
}
