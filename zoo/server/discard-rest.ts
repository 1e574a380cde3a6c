import type { IncomingMessage } from "node:http";

/** How much of a refused body is still read, in bytes, and for how long, in milliseconds. */
const MOST_BYTES = 16_000_000;
const LONGEST_MS = 2_000;

/**
 * Reads what a client is still sending and throws it away, within bounds. A client whose connection is closed while it
 * writes sees that it broke, and never the reason why it was refused.
 */
export function discardRest(request: IncomingMessage): Promise<void> {
  if (request.complete) return Promise.resolve();
  return new Promise((resolve) => {
    let size = 0;
    const stop = () => {
      clearTimeout(limit);
      request.off("data", count).pause();
      resolve();
    };
    const limit = setTimeout(stop, LONGEST_MS);
    const count = (piece: Buffer) => {
      size += piece.length;
      if (size > MOST_BYTES) stop();
    };
    request.once("end", stop).once("close", stop).on("data", count);
  });
}
