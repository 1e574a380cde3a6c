import { log } from "@/lib/log";
import type { Directory, HeldSlot } from "../directory";
import { Ending, type Stop } from "../ending";
import type { Endpoint } from "../endpoint/endpoint";
import type { WantedModel } from "../endpoint/listing";
import { type AddressedRequest, alikeName, SendFailed, sendRequest } from "../endpoint/send-request";
import type { ServerRequest } from "../endpoint/server-request";
import { EndpointUnreachable, ModelNotServed, ServingError } from "../errors";
import { pauseUnless } from "../on-abort";
import { withHedge } from "./hedge";
import type { Caller } from "./line";
import type { Awaited } from "./signs";

/** Milliseconds that overloaded servers may have a request wait. */
const PATIENCE = 60_000;
/** Milliseconds during which a model may be without an endpoint: long enough for a model server to be restarted. */
const ABSENCE = 60_000;
/** How often a request is sent again after a timeout, a server error or a broken connection. */
const RETRIES = 3;
/** Milliseconds: first and longest pause between attempts, and the longest that a server may ask for. */
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 10_000;
const LONGEST_ASKED = 55_000;
/** Milliseconds: longest pause before it is looked again whether an endpoint serves the model. */
const LOOK_AGAIN = 1_000;

/** For whom and under which conditions something is asked for. */
export interface Asking {
  signal: Stop;
  /** Callers who wait for one endpoint are served in turn. */
  caller: Caller;
  /** Called right before each send; what it throws ends the request. */
  guard?: (() => void) | undefined;
  endpoints: Directory;
  /** Milliseconds during which no endpoint may have the model; a minute where this does not say. */
  absenceMs?: number;
  /** Whether an answer is waited for, once its request was sent, also when nobody wants it any more. */
  keepsSent?: boolean;
}

/**
 * One answer of one model, from whichever endpoint serves it. Transport faults and server errors are tried again,
 * elsewhere if possible, at most three times; an overloaded server, and one that is away, for a minute; refusals never.
 * @throws ServingError with the words for the run's page, the signal's reason, or what the guard throws
 */
export async function askServer<Answer>(model: WantedModel, request: ServerRequest<Answer>, asking: Asking): Promise<Answer> {
  const addressed = { endpoints: asking.endpoints, model, request };
  const { signal } = asking;
  const patience = new Patience(asking.absenceMs ?? ABSENCE);
  let avoid: Endpoint | null = null;
  for (let attempt = 1; ; attempt += 1) {
    signal.throwIfAborted();
    try {
      return await askOnce(addressed, asking, avoid);
    } catch (error) {
      if (!(error instanceof ServingError) || !error.passing) throw error;
      if (error instanceof SendFailed) avoid = error.endpoint;
      const pause = error instanceof ModelNotServed ? Math.random() * LOOK_AGAIN : pauseBefore(attempt, retryAfterOf(error));
      if (!patience.allows(error, pause)) throw error;
      log.debug({ model: model.servedAs, attempt, reason: error.message }, "model server failed; asking again");
      await pauseUnless(signal, pause);
    }
  }
}

/** How often one request is tried before it fails. Waiting for a slot in the window, or for an answer, does not count. */
class Patience {
  #faults = 0;
  /** Milliseconds of pauses for overloaded servers. */
  #overloaded = 0;
  /** Since when no endpoint took the request. */
  #awaySince: number | null = null;
  readonly #absenceMs: number;

  constructor(absenceMs: number) {
    this.#absenceMs = absenceMs;
  }

  /** @param pause milliseconds until the next attempt */
  allows(error: ServingError, pause: number): boolean {
    if (!(error instanceof SendFailed)) {
      this.#awaySince ??= Date.now();
      return Date.now() + pause <= this.#awaySince + this.#absenceMs;
    }
    this.#awaySince = null;
    if (error.isBusy) this.#overloaded += pause;
    else this.#faults += 1;
    return this.#faults <= RETRIES && this.#overloaded <= PATIENCE;
  }
}

async function askOnce<Answer>(addressed: AddressedRequest<Answer>, asking: Asking, avoid: Endpoint | null): Promise<Answer> {
  const held = await takeSlot(addressed, asking, avoid);
  const { endpoints, model, request } = addressed;
  const { endpoint } = held.place;
  const signal = asking.keepsSent ? new Ending() : asking.signal;
  if (request.alike === null) return await withHedge(null, signal, { first: (ending) => sendRequest(addressed, held, ending) });
  endpoints.hedges.earn();
  const sent: Awaited[] = [];
  return await withHedge(endpoints.latencies(endpoint, alikeName(model, request)).slow, signal, {
    first: (ending) => sendRequest(addressed, held, ending, (awaited) => sent.push(awaited)),
    isLate: (milliseconds) => sent.some((awaited) => endpoint.signs.isLate(awaited, milliseconds)),
    second: (ending) => sendSecond(addressed, asking, endpoint, ending),
  });
}

/** A slot at an endpoint, for a request that may still be sent. */
async function takeSlot({ endpoints, model }: AddressedRequest<unknown>, asking: Asking, avoid: Endpoint | null): Promise<HeldSlot> {
  const held = await endpoints.enter(model, { ...asking, avoid });
  try {
    // Who gave up slots woke this up: all of them may have been told to stop at once.
    asking.signal.throwIfAborted();
    asking.guard?.();
    return held;
  } catch (error) {
    held.place.endpoint.window.leave(held.slot, "given-up");
    throw error;
  }
}

/** The same request once more, if there is room for it and the budget allows it. */
function sendSecond<Answer>(addressed: AddressedRequest<Answer>, asking: Asking, taken: Endpoint, ending: Ending): Promise<Answer> | null {
  const { endpoints, model } = addressed;
  const held = endpoints.spare(model, taken);
  if (!held) return null;
  if (!mayAsk(asking) || !endpoints.hedges.spend()) {
    held.place.endpoint.window.leave(held.slot, "given-up");
    return null;
  }
  return sendRequest(addressed, held, ending);
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
