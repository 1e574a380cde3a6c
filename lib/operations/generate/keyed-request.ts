import type { GenerateRequest, Quote } from "../contract";
import { type GenerationFacts, generationFacts, keyNameOf } from "./key";
import { countShortened, evenLimit, quotesOf } from "./quotes";

/** A model that a run may ask. */
export interface ServedModel {
  label: string;
  modelId: string;
  weightsHash: string;
  commit: string | null;
  /** Its name at the endpoint. */
  servedAs: string;
}

/** One request with its key. */
export interface KeyedRequest {
  /** The key in hex. */
  name: string;
  model: ServedModel;
  request: GenerateRequest;
  facts: GenerationFacts;
  quotes: readonly Quote[];
  /** Characters to which longer quotes are cut; null cuts nothing. */
  quoteLimit: number | null;
  /** How many quotes are cut. */
  shortened: number;
}

/** The request with its quotes cut to what it allows itself. */
export function keyRequest(model: ServedModel, request: GenerateRequest): KeyedRequest {
  const quotes = quotesOf(request);
  const { quoteBudget } = request;
  return keyWithLimit(model, request, quotes, quoteBudget === undefined ? null : evenLimit(quotes, quoteBudget));
}

/** The same request with its quotes cut to so many characters each. */
export function withQuoteLimit(keyed: KeyedRequest, quoteLimit: number): KeyedRequest {
  return keyWithLimit(keyed.model, keyed.request, keyed.quotes, quoteLimit);
}

function keyWithLimit(model: ServedModel, request: GenerateRequest, quotes: readonly Quote[], quoteLimit: number | null): KeyedRequest {
  const facts = generationFacts(model, request, quoteLimit);
  return { name: keyNameOf(facts), model, request, facts, quotes, quoteLimit, shortened: countShortened(quotes, quoteLimit) };
}
