import { failPoint } from "@/lib/fail-point";
import { generationsTotal, memoLookupsTotal } from "@/lib/metrics";
import type { ChatCompletion } from "@/lib/serving/chat";
import { completeChat } from "@/lib/serving/complete-chat";
import type { Stop } from "@/lib/serving/ending";
import { ContextTooLong } from "@/lib/serving/errors";
import type { Caller } from "@/lib/serving/window";
import { acknowledged } from "./acknowledged";
import { chatBody } from "./chat-body";
import { fitQuotes, fitTighter } from "./fit-quotes";
import { Flights } from "./flights";
import { takeApart } from "./frame";
import type { KeyedRequest, ServedModel } from "./keyed-request";
import { readNamed, type Stored, storeGeneration, untilStorable } from "./memo";
import { insertFit } from "./memo-rows";

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
  asker.guard?.(keyed.model);
  const { result, started } = await flights.join(keyed.name, asker.signal, (ending) => fetchAndStore(keyed, asker, ending));
  if (started) return result;
  memoLookupsTotal.inc(shared);
  return { ...result, wasStored: true };
}

const shared = { result: "shared" };

async function fetchAndStore(keyed: KeyedRequest, asker: Asker, ending: Stop): Promise<Fetched> {
  const known = await find(keyed);
  if (known) return known;
  const inFlight = { ...asker, signal: ending };
  return keyed.quotes.length === 0 ? await makeAndStore(keyed, inFlight) : await makeFitting(keyed, inFlight);
}

async function find(keyed: KeyedRequest): Promise<Fetched | null> {
  const stored = await readNamed(keyed.name);
  return stored && { answered: keyed, stored, wasStored: true };
}

/** Asks with shorter and shorter quotes, should the server count more tokens than was estimated, and keeps what fitted. */
async function makeFitting(uncut: KeyedRequest, asker: Asker): Promise<Fetched> {
  let fitted = await fitQuotes(uncut);
  for (;;) {
    try {
      if (fitted.name === uncut.name) return await makeAndStore(uncut, asker);
      const fetched = await fetchFitted(fitted, asker);
      if (fitted.quoteLimit !== null) await insertFit(uncut.name, fitted.quoteLimit);
      return fetched;
    } catch (error) {
      const tighter = error instanceof ContextTooLong ? fitTighter(fitted) : null;
      if (!tighter) throw error;
      fitted = tighter;
    }
  }
}

/** Requests that differ only in what was cut are the same request now. */
async function fetchFitted(fitted: KeyedRequest, asker: Asker): Promise<Fetched> {
  const { result } = await flights.join(fitted.name, asker.signal, async (ending) => {
    return (await find(fitted)) ?? (await makeAndStore(fitted, { ...asker, signal: ending }));
  });
  return result;
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

async function make(keyed: KeyedRequest, { signal, caller, guard }: Asker): Promise<ChatCompletion> {
  const { model } = keyed;
  try {
    return await completeChat(model, chatBody(keyed), { signal, caller, guard: guard && (() => guard(model)) });
  } catch (error) {
    if (!signal.aborted) generationsTotal.inc({ outcome: "failed" });
    throw error;
  }
}
