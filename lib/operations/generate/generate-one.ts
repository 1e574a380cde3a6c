import { failPoint } from "@/lib/fail-point";
import { generationsTotal, memoLookupsTotal } from "@/lib/metrics";
import { completeChat } from "@/lib/serving/asking/complete-chat";
import type { Caller } from "@/lib/serving/asking/window";
import type { Stop } from "@/lib/serving/ending";
import type { ChatCompletion } from "@/lib/serving/endpoint/chat";
import { ContextTooLong } from "@/lib/serving/errors";
import { acknowledged } from "../memo/acknowledged";
import { Flights } from "../memo/flights";
import { keepFit, readGeneration, type Stored, storeGeneration, untilStorable } from "../memo/memo";
import { chatBody } from "./chat-body";
import { fitQuotes, fitTighter } from "./fit-quotes";
import { takeApart } from "./frame";
import { type KeyedRequest, type ServedModel, withQuoteLimit } from "./keyed-request";

/** On whose behalf a text is asked for. */
export interface Asker {
  signal: Stop;
  /** The run, for taking turns. */
  caller: Caller;
  /** Throws when the model may not be used any more. */
  guard?: ((model: ServedModel) => void) | undefined;
}

/** An answer, and the request that it answers once its quotes fitted. */
export interface Fetched {
  answered: KeyedRequest;
  stored: Stored;
  wasStored: boolean;
}

/** Of this process: equal requests of concurrent runs are sent once. */
const flights = new Flights<Fetched>();

/**
 * The answer to one request: stored before, being fetched for somebody else, or fetched now and stored.
 * @returns `wasStored` when it cost this caller nothing
 * @throws ServingError, the signal's reason, or what the guard throws
 */
export async function generateOne(keyed: KeyedRequest, asker: Asker): Promise<Fetched> {
  for (;;) {
    asker.guard?.(keyed.model);
    const outcome = await fly(keyed.name, asker, (ending) => fetchAndStore(keyed, asker, ending)).catch((error: unknown) => {
      throw error instanceof Refused ? error.reason : error;
    });
    if (outcome === "refused") continue;
    if (outcome.started) return outcome.result;
    memoLookupsTotal.inc(shared);
    return { ...outcome.result, wasStored: true };
  }
}

/** What the guard of whoever started a flight threw: it concerns nobody else on it. */
class Refused extends Error {
  readonly reason: unknown;

  constructor(reason: unknown) {
    super("the guard of its asker refused");
    this.reason = reason;
  }
}

/** @throws Refused */
function requireAllowed({ guard }: Asker, model: ServedModel): void {
  try {
    guard?.(model);
  } catch (reason) {
    throw new Refused(reason);
  }
}

/**
 * @returns "refused" when the flight was another asker's and ended by that one's guard, so that it has to be asked again
 * @throws Refused when it was this asker's
 */
async function fly(name: string, asker: Asker, start: (ending: Stop) => Promise<Fetched>) {
  let isMine = false;
  try {
    return await flights.join(name, asker.signal, (ending) => {
      isMine = true;
      return start(ending);
    });
  } catch (error) {
    if (isMine || !(error instanceof Refused)) throw error;
    return "refused";
  }
}

const [hit, miss, shared] = [{ result: "hit" }, { result: "miss" }, { result: "shared" }] as const;

async function fetchAndStore(keyed: KeyedRequest, asker: Asker, ending: Stop): Promise<Fetched> {
  const known = await find(keyed);
  if (known) return known;
  const inFlight = { ...asker, signal: ending };
  return keyed.quotes.length === 0 ? await makeAndStore(keyed, inFlight) : await makeFitting(keyed, inFlight);
}

async function find(keyed: KeyedRequest): Promise<Fetched | null> {
  const stored = await readGeneration(keyed.name);
  // Not counted in the memo, where plans look up too.
  memoLookupsTotal.inc(stored ? hit : miss);
  return stored && { answered: keyed, stored, wasStored: true };
}

/** Asks with shorter and shorter quotes, should the server count more tokens than was estimated, and keeps what fitted. */
async function makeFitting(uncut: KeyedRequest, asker: Asker): Promise<Fetched> {
  let fitted = await fitQuotes(uncut, asker);
  for (;;) {
    try {
      if (fitted.name === uncut.name) return await makeAndStore(uncut, asker);
      const fetched = await fetchFitted(fitted, asker);
      if (fitted.quoteLimit === null) return fetched;
      const decided = await keepFit({ name: uncut.name, quoteLimit: fitted.quoteLimit });
      if (decided === fitted.quoteLimit) return fetched;
      // Another worker cut the same request otherwise, and was faster: what it decided counts.
      return await fetchFitted(withQuoteLimit(uncut, decided), asker);
    } catch (error) {
      const tighter = error instanceof ContextTooLong ? fitTighter(fitted) : null;
      if (!tighter) throw error;
      fitted = tighter;
    }
  }
}

/** Requests that differ only in what was cut are the same request now. */
async function fetchFitted(fitted: KeyedRequest, asker: Asker): Promise<Fetched> {
  for (;;) {
    const outcome = await fly(fitted.name, asker, async (ending) => {
      return (await find(fitted)) ?? (await makeAndStore(fitted, { ...asker, signal: ending }));
    });
    if (outcome !== "refused") return outcome.result;
    requireAllowed(asker, fitted.model);
  }
}

async function makeAndStore(keyed: KeyedRequest, asker: Asker): Promise<Fetched> {
  const { model } = keyed;
  await untilStorable(asker.signal);
  failPoint("before-send");
  const answer = await make(keyed, asker);
  failPoint("after-answer");
  const kept = takeApart(keyed);
  const stored = await storeGeneration({
    ...answer,
    name: keyed.name,
    modelId: model.modelId,
    frame: kept?.frame ?? null,
    texts: kept?.texts ?? new Map(),
    sample: keyed.request.sample,
    quotes: kept?.quotes ?? "",
    quoteLimit: keyed.quoteLimit,
  });
  acknowledged.publish(keyed.name);
  return { answered: keyed, stored, wasStored: false };
}

async function make(keyed: KeyedRequest, asker: Asker): Promise<ChatCompletion> {
  const { model } = keyed;
  const { signal, caller } = asker;
  try {
    return await completeChat(model, chatBody(keyed), { signal, caller, guard: () => requireAllowed(asker, model) });
  } catch (error) {
    if (!signal.aborted) generationsTotal.inc({ outcome: "failed" });
    throw error;
  }
}
