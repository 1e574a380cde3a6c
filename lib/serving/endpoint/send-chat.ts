import { endpointRequestSeconds, endpointRequestsTotal } from "@/lib/metrics";
import { bytesOf } from "../asking/count-tokens";
import type { Outcome, Seat } from "../asking/window";
import type { Directory, Place } from "../directory";
import type { Ending } from "../ending";
import { ContextTooLong, EndpointUnreachable, MalformedReply, Refusal } from "../errors";
import { onAbort } from "../on-abort";
import { askForChat, type ChatBody, type ChatCompletion } from "./chat";
import type { Endpoint } from "./endpoint";
import type { WantedModel } from "./listing";

/**
 * Every answer may take a minute; on a crowded server a token of it may take a tenth of a second, and a token of the prompt,
 * which is read before, a hundredth.
 */
const LEAST_DEADLINE = 60_000;
const PER_TOKEN = 100;
const PER_PROMPT_TOKEN = 10;
/** An answer that takes longer than this, and its tokens, stood in a line at the server. */
const PROMPT_ENOUGH = 2_000;

/** What is asked, of whom. */
export interface ChatRequest {
  endpoints: Directory;
  model: WantedModel;
  body: ChatBody;
}

/** A request that was sent and failed, as opposed to one that found no endpoint. */
export class SendFailed extends EndpointUnreachable {
  readonly endpoint: Endpoint;

  constructor(endpoint: Endpoint, why: EndpointUnreachable) {
    const { retryAfter, isBusy } = why;
    super(endpoint.name, "failed", { cause: why, retryAfter, isBusy });
    this.message = why.message;
    this.endpoint = endpoint;
  }
}

/**
 * Sends one request from a seat in the endpoint's window and gives the seat back.
 * @throws SendFailed, another ServingError, or the reason of its ending
 */
export async function sendChat(request: ChatRequest, place: Place, seat: Seat, ending: Ending): Promise<ChatCompletion> {
  const { endpoint, health } = place;
  const { life } = health;
  const stopListening = onAbort(life, () => ending.abort(life.reason));
  let outcome: Outcome = "given-up";
  try {
    const { completion, latency } = await exchange(request, place, ending);
    const isPrompt = latency <= PROMPT_ENOUGH + completion.completionTokens * PER_TOKEN;
    outcome = isPrompt ? "answered" : "answered-late";
    endpointRequestsTotal.inc({ endpoint: endpoint.label, outcome });
    return completion;
  } catch (error) {
    endpointRequestsTotal.inc({ endpoint: endpoint.label, outcome: outcomeOf(error) });
    if (!(error instanceof EndpointUnreachable)) throw explain(error, request, place);
    outcome = "overloaded";
    const failed = new SendFailed(endpoint, error);
    health.noteFault(failed);
    throw failed;
  } finally {
    stopListening();
    endpoint.window.leave(seat, outcome);
  }
}

/** @returns the answer and the milliseconds that it took */
async function exchange({ endpoints, model, body }: ChatRequest, { endpoint, health, nonce }: Place, ending: Ending) {
  const listed = health.listing?.offers;
  const sentAt = performance.now();
  const bytes = bytesOf(body);
  const ratio = endpoints.tokenRatio(model);
  const deadlineMs = Math.max(LEAST_DEADLINE, ratio.estimate(bytes) * PER_PROMPT_TOKEN + body.max_tokens * PER_TOKEN);
  const reply = await askForChat(endpoint, model.servedAs, body, { deadlineMs, ending });
  const latency = performance.now() - sentAt;
  if (nonce !== null && reply.nonce !== nonce) {
    // Another process, perhaps with other weights, sits at this address now.
    health.noteChange();
    throw new EndpointUnreachable(endpoint.name, "was restarted since it listed its models");
  }
  if (reply.answeredAs !== null && reply.answeredAs !== model.servedAs && listed?.has(reply.answeredAs)) {
    throw new EndpointUnreachable(endpoint.name, `answered as ${reply.answeredAs} when ${model.servedAs} was asked`);
  }
  health.noteAnswer();
  endpoints.latencies(model, body.max_tokens).add(latency);
  ratio.learn(bytes, reply.completion.promptTokens);
  endpointRequestSeconds.observe({ endpoint: endpoint.label }, latency / 1_000);
  return { completion: reply.completion, latency };
}

function outcomeOf(error: unknown): string {
  if (error instanceof MalformedReply) return "malformed";
  if (error instanceof EndpointUnreachable) return error.isBusy ? "busy" : "failed";
  return error instanceof Refusal ? "refused" : "given-up";
}

function explain(error: unknown, { model, body }: ChatRequest, place: Place): unknown {
  if (!(error instanceof Refusal)) return error;
  if (isAboutLength(error)) {
    return new ContextTooLong({
      model: model.servedAs,
      promptCharacters: body.messages.reduce((total, { content }) => total + content.length, 0),
      maxTokens: body.max_tokens,
      limit: place.contextLength,
      reason: `The server says: ${error.reason}`,
    });
  }
  if (error.refusedWith !== 404) return error;
  // It unloaded the model since it listed it; another endpoint may have it.
  place.health.noteChange();
  return new SendFailed(
    place.endpoint,
    new EndpointUnreachable(place.endpoint.name, `no longer serves ${model.servedAs} (${error.reason})`),
  );
}

/** OpenAI's code; vLLM says it in words. */
function isAboutLength(error: Refusal): boolean {
  return (
    error.reasonCode === "context_length_exceeded" || /maximum context length|longer than the maximum model length/i.test(error.reason)
  );
}
