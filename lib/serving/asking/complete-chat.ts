import { log } from "@/lib/log";
import type { Directory, Place } from "../directory";
import type { Ending, Stop } from "../ending";
import type { ChatBody, ChatCompletion } from "../endpoint/chat";
import type { Endpoint } from "../endpoint/endpoint";
import type { WantedModel } from "../endpoint/listing";
import { type ChatRequest, SendFailed, sendChat } from "../endpoint/send-chat";
import { EndpointUnreachable, ModelNotServed, ServingError } from "../errors";
import { pauseUnless } from "../on-abort";
import { withHedge } from "./hedge";
import type { Caller, Seat } from "./window";

/**
 * Milliseconds during which a model may be without an endpoint, long enough for a model server to be restarted, and that
 * overloaded servers may have a request wait.
 */
const PATIENCE = 60_000;
/** How often a request is sent again after a timeout, a server error or a broken connection. */
const RETRIES = 3;
/** Milliseconds: first and longest pause between attempts, and the longest that a server may ask for. */
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 10_000;
const LONGEST_ASKED = 55_000;
/** Milliseconds: longest pause before it is looked again whether an endpoint serves the model. */
const LOOK_AGAIN = 1_000;

/** For whom and under which conditions a text is asked for. */
export interface Asking {
  signal: Stop;
  /** Callers who wait for one endpoint are served in turn. */
  caller: Caller;
  /** Called right before each send; what it throws ends the request. */
  guard?: (() => void) | undefined;
  endpoints: Directory;
}

/**
 * One answer of one model, from whichever endpoint serves it. Transport faults and server errors are tried again,
 * elsewhere if possible, at most three times; an overloaded server, and one that is away, for a minute; refusals never.
 * @throws ServingError with the words for the run's page, the signal's reason, or what the guard throws
 */
export async function completeChat(model: WantedModel, body: ChatBody, asking: Asking): Promise<ChatCompletion> {
  const request = { endpoints: asking.endpoints, model, body };
  const { signal } = asking;
  const patience = new Patience();
  let avoid: Endpoint | null = null;
  for (let attempt = 1; ; attempt += 1) {
    signal.throwIfAborted();
    try {
      return await askOnce(request, asking, avoid);
    } catch (error) {
      if (!(error instanceof ServingError) || !error.passing) throw error;
      if (error instanceof SendFailed) avoid = error.endpoint;
      const pause = error instanceof ModelNotServed ? Math.random() * LOOK_AGAIN : pauseBefore(attempt, retryAfterOf(error));
      if (!patience.bears(error, pause)) throw error;
      log.debug({ model: model.servedAs, attempt, reason: error.message }, "model server failed; asking again");
      await pauseUnless(signal, pause);
    }
  }
}

/** What one request bears before it fails. Waiting for a place in the window, or for an answer, costs nothing of it. */
class Patience {
  #faults = 0;
  /** Milliseconds of pauses for overloaded servers. */
  #overloaded = 0;
  /** Since when no endpoint took the request. */
  #awaySince: number | null = null;

  /** @param pause milliseconds until the next attempt */
  bears(error: ServingError, pause: number): boolean {
    if (!(error instanceof SendFailed)) {
      this.#awaySince ??= Date.now();
      return Date.now() + pause <= this.#awaySince + PATIENCE;
    }
    this.#awaySince = null;
    if (error.isBusy) this.#overloaded += pause;
    else this.#faults += 1;
    return this.#faults <= RETRIES && this.#overloaded <= PATIENCE;
  }
}

async function askOnce(request: ChatRequest, asking: Asking, avoid: Endpoint | null): Promise<ChatCompletion> {
  const { place, seat } = await takeSeat(request, asking, avoid);
  const { endpoints, model, body } = request;
  endpoints.hedges.earn();
  return await withHedge(endpoints.latencies(model, body.max_tokens).slow, asking.signal, {
    first: (ending) => sendChat(request, place, seat, ending),
    second: (ending) => sendSecond(request, asking, place, ending),
  });
}

/** A seat at an endpoint that, now that there is one, still serves the model. */
async function takeSeat({ endpoints, model }: ChatRequest, asking: Asking, avoid: Endpoint | null): Promise<{ place: Place; seat: Seat }> {
  for (;;) {
    const { endpoint } = await endpoints.place(model, avoid);
    const seat = await endpoint.window.enter(asking.signal, asking.caller);
    try {
      // Who gave up seats woke this up: all of them may have been told to stop at once.
      asking.signal.throwIfAborted();
      // The wait may have been long, and the server may be gone, or another process, by now.
      const place = endpoints.placeAt(endpoint, model);
      asking.guard?.();
      if (place) return { place, seat };
    } catch (error) {
      endpoint.window.leave(seat, "given-up");
      throw error;
    }
    endpoint.window.leave(seat, "given-up");
  }
}

/** The same request once more, if there is room for it and the budget allows it. */
function sendSecond(request: ChatRequest, asking: Asking, taken: Place, ending: Ending): Promise<ChatCompletion> | null {
  const { endpoints, model } = request;
  const place = endpoints.spare(model, taken.endpoint);
  const seat = place?.endpoint.window.tryEnter() ?? null;
  if (!place || seat === null) return null;
  if (!mayAsk(asking) || !endpoints.hedges.spend()) {
    place.endpoint.window.leave(seat, "given-up");
    return null;
  }
  return sendChat(request, place, seat, ending);
}

function retryAfterOf(error: ServingError): number | null {
  return error instanceof EndpointUnreachable ? error.retryAfter : null;
}

function mayAsk({ guard }: Asking): boolean {
  try {
    guard?.();
    return true;
  } catch {
    return false;
  }
}

/** Milliseconds. Full jitter (Brooker, "Exponential Backoff and Jitter", 2015), but never sooner than the server asked. */
export function pauseBefore(attempt: number, retryAfterSeconds: number | null): number {
  const ceiling = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (attempt - 1));
  const asked = Math.min((retryAfterSeconds ?? 0) * 1000, LONGEST_ASKED);
  return asked + Math.random() * ceiling;
}
