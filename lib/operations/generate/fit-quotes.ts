import { countTokens, mostTokens } from "@/lib/serving/asking/count-tokens";
import { ContextTooLong } from "@/lib/serving/errors";
import type { Asker } from "../memo/remember";
import type { Resources } from "../resources";
import { chatBody } from "./chat-body";
import { evenLimit, shorten, spokenOf } from "./quotes";
import { type KeyedRequest, withQuoteLimit } from "./request";

/** Attempts to meet the budget from above before the quotes are left out altogether. */
const ATTEMPTS = 8;
/** Of what the numbers say must go, so much goes, because the tokens of a text are not spread evenly. */
const SURPLUS = 1.05;

/**
 * The request with its quotes cut so that prompt and answer fit into the model's context: the longest first, evenly, and
 * never anything else. What was decided for this request before stands, so that a repeated run asks the same again.
 * @throws ContextTooLong when it does not fit even without any quoted word; ModelNotServed; the signal's reason
 */
export async function fitQuotes(keyed: KeyedRequest, asker: Asker, { directory, memo }: Resources): Promise<KeyedRequest> {
  const decided = await memo.readFit(keyed.key);
  if (decided !== null) return withQuoteLimit(keyed, decided);
  const place = await directory.find(keyed.model);
  if (place.contextLength === null) return keyed;
  const budget = place.contextLength - keyed.facts.sampling.maxTokens;
  if (mostTokens(chatBody(keyed)) <= budget) return keyed;
  const count = (each: KeyedRequest) => countTokens(directory, place, keyed.model, chatBody(each), asker);
  let fitted = keyed;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const tokens = await count(fitted);
    if (tokens <= budget) return fitted;
    fitted = lessBy(fitted, (tokens - budget) / tokens);
  }
  const bare = withQuoteLimit(keyed, 0);
  const tokens = await count(bare);
  if (tokens <= budget) return bare;
  throw tooLong(bare, place.contextLength, tokens);
}

/** The request with so much less text, as a share of all of it; all that is taken comes from the quotes. */
function lessBy(keyed: KeyedRequest, share: number): KeyedRequest {
  const whole = keyed.facts.messages.reduce((total, { content }) => total + content.length, 0);
  const quoted = keyed.quotes.reduce((total, quote) => total + shorten(spokenOf(quote), keyed.quoteLimit).length, 0);
  const left = Math.max(0, Math.floor(quoted - whole * share * SURPLUS) - 1);
  return withQuoteLimit(keyed, evenLimit(keyed.quotes, left) ?? keyed.quoteLimit ?? 0);
}

/** The request with its quotes cut by another quarter, for a server that counted more tokens than was estimated; null when none is left. */
export function fitTighter(keyed: KeyedRequest): KeyedRequest | null {
  const tighter = lessBy(keyed, 0.25);
  return tighter.key === keyed.key ? null : tighter;
}

function tooLong({ model, facts }: KeyedRequest, limit: number, tokens: number): ContextTooLong {
  return new ContextTooLong({
    model: model.servedAs,
    promptCharacters: facts.messages.reduce((total, { content }) => total + content.length, 0),
    maxTokens: facts.sampling.maxTokens,
    limit,
    reason: `Even without any quoted answer the prompt has ${tokens} tokens.`,
  });
}
