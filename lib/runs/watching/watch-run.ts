import { setTimeout as wait } from "node:timers/promises";
import type { Actor } from "@/lib/auth/actor";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { isTerminal } from "../states";
import { findSnapshot } from "./find-snapshot";

/** Watchers of one process; each costs two queries a second at most. */
const watchersAtMost = 200;
const intervalMilliseconds = 1_000;
/** The browser opens a new stream afterwards; proxies cut long ones anyway. */
const streamSeconds = 15 * 60;
const heartbeatTicks = 15;
let watchers = 0;

/**
 * A stream of server-sent events with snapshots of one run: at once, whenever it changed (asked each second),
 * and a last one when it ended. Ends with the run, with `signal`, or after 15 minutes.
 * @throws AppError NOT_FOUND, UNAVAILABLE when too many watch
 */
export async function watchRun(actor: Actor, number: number, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> {
  // Before the stream starts, so that an unknown run is a 404.
  const first = await findSnapshot(actor, number);
  if (watchers >= watchersAtMost)
    throw new AppError("UNAVAILABLE", "Too many people watch runs now. Reload the page to see how the run stands.");
  const encoder = new TextEncoder();
  const stopped = new AbortController();
  const ended = AbortSignal.any([signal, stopped.signal, AbortSignal.timeout(streamSeconds * 1_000)]);
  watchers += 1;

  async function* events(): AsyncGenerator<string> {
    yield `retry: 2000\n\ndata: ${JSON.stringify(first)}\n\n`;
    if (isTerminal(first.state)) return;
    let last = "";
    for (let tick = 1; !ended.aborted; tick += 1) {
      await wait(intervalMilliseconds, undefined, { signal: ended });
      const snapshot = await findSnapshot(actor, number);
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
        watchers -= 1;
        if (!stopped.signal.aborted) controller.close();
      }
    },
    cancel() {
      stopped.abort();
    },
  });
}
