import type { GenerateRequest, Quote } from "../contract";
import type { ServedModel } from "../served-model";
import { type GenerationFacts, generationFacts, generationKey } from "./key";
import { countShortened, evenLimit, quotesOf } from "./quotes";

/** One request with its key. */
export interface KeyedRequest {
  /** SHA-256 (hex) of the facts. */
  key: string;
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
  return { key: generationKey(facts), model, request, facts, quotes, quoteLimit, shortened: countShortened(quotes, quoteLimit) };
}
