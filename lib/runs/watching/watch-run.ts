import { setTimeout as wait } from "node:timers/promises";
import type { Actor } from "@/lib/auth/actor";
import { openPlaces } from "@/lib/auth/open-places";
import { log } from "@/lib/log";
import { isTerminal } from "../states";
import type { RunSnapshot } from "./schema";
import { shareSnapshot } from "./share-snapshot";

/** Streams of one process, and of one client. */
const takePlace = openPlaces({
  all: 200,
  ofOne: 20,
  words: {
    ofOne: "You watch too many runs at once. Close some of their pages, then reload this one.",
    all: "Too many people watch runs now. Reload the page to see how the run stands.",
  },
});
const intervalMilliseconds = 1_000;
/** The browser opens a new stream afterwards; proxies cut long ones anyway. */
const streamSeconds = 15 * 60;
const heartbeatTicks = 15;

/**
 * A stream of server-sent events with snapshots of one run: at once, whenever it changed (asked each second),
 * and a last one when it ended. Ends with the run, with `signal`, or after 15 minutes.
 * @param network where the request came from; who signed in is counted as a person instead
 * @throws AppError NOT_FOUND, TOO_MANY_REQUESTS when this client has too many streams, UNAVAILABLE when all together have
 */
export async function watchRun(actor: Actor, number: number, network: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
  const leave = takePlace(actor.kind === "user" ? actor.userId : network);
  let first: RunSnapshot;
  try {
    // Before the stream starts, so that an unknown run is a 404.
    first = await shareSnapshot(actor, number);
  } catch (error) {
    leave();
    throw error;
  }
  const encoder = new TextEncoder();
  const stopped = new AbortController();
  const ended = AbortSignal.any([signal, stopped.signal, AbortSignal.timeout(streamSeconds * 1_000)]);

  async function* events(): AsyncGenerator<string> {
    yield `retry: 2000\n\ndata: ${JSON.stringify(first)}\n\n`;
    if (isTerminal(first.state)) return;
    let last = "";
    for (let tick = 1; !ended.aborted; tick += 1) {
      await wait(intervalMilliseconds, undefined, { signal: ended });
      const snapshot = await shareSnapshot(actor, number);
      const text = JSON.stringify(snapshot);
      if (text !== last) yield `data: ${text}\n\n`;
      else if (tick % heartbeatTicks === 0) yield ": still here\n\n";
      last = text;
      if (isTerminal(snapshot.state)) return;
    }
  }

  const source = events();
  return new ReadableStream<Uint8Array>({
    async start(controller) {
      try {
        for await (const event of source) controller.enqueue(encoder.encode(event));
      } catch (error) {
        if (!ended.aborted) log.warn({ err: error, run: number }, "a run could not be watched any longer");
      } finally {
        leave();
        if (!stopped.signal.aborted) controller.close();
      }
    },
    cancel() {
      stopped.abort();
    },
  });
}
