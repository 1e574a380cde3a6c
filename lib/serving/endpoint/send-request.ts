import { endpointRequestSeconds, endpointRequestsTotal } from "@/lib/metrics";
import { hearAnswer } from "../asking/hear-answer";
import type { Awaited } from "../asking/signs";
import type { SlotOutcome } from "../asking/sizing";
import type { Directory, HeldSlot, Place } from "../directory";
import type { Ending } from "../ending";
import { EndpointUnreachable, MalformedReply, Refusal } from "../errors";
import { onAbort } from "../on-abort";
import type { Endpoint } from "./endpoint";
import type { WantedModel } from "./listing";
import type { ServerRequest } from "./server-request";

/** What is asked, of whom. */
export interface AddressedRequest<Answer> {
  endpoints: Directory;
  model: WantedModel;
  request: ServerRequest<Answer>;
}

/** A request that was sent and failed, as opposed to one that found no endpoint. */
export class SendFailed extends EndpointUnreachable {
  readonly endpoint: Endpoint;

  constructor(endpoint: Endpoint, why: EndpointUnreachable) {
    const { retryAfter, isBusy } = why;
    super(endpoint.name, why.what, { cause: why, retryAfter, isBusy });
    this.message = why.message;
    this.endpoint = endpoint;
  }
}

/**
 * Sends one request from a slot in the endpoint's window and gives the slot back.
 * @throws SendFailed, another ServingError, or the reason of its ending
 */
export async function sendRequest<Answer>(
  addressed: AddressedRequest<Answer>,
  { place, slot }: HeldSlot,
  ending: Ending,
  onSent: (awaited: Awaited) => void = () => undefined,
): Promise<Answer> {
  const { endpoint, health } = place;
  const { life } = health;
  const stopListening = onAbort(life, () => ending.abort(life.reason));
  let outcome: SlotOutcome = "given-up";
  let work: number | undefined;
  try {
    const answer = await exchange(addressed, { place, slot }, ending, onSent);
    outcome = "answered";
    work = addressed.request.counts?.(answer).tokens ?? undefined;
    endpointRequestsTotal.inc({ endpoint: endpoint.label, outcome });
    return answer;
  } catch (error) {
    endpointRequestsTotal.inc({ endpoint: endpoint.label, outcome: outcomeOf(error) });
    if (error instanceof Refusal) health.noteRefusal();
    if (!(error instanceof EndpointUnreachable)) throw explain(error, addressed, place);
    outcome = "overloaded";
    const failed = new SendFailed(endpoint, error);
    health.noteFault(failed);
    throw failed;
  } finally {
    stopListening();
    endpoint.window.leave(slot, outcome, work);
  }
}

async function exchange<Answer>(
  { endpoints, model, request }: AddressedRequest<Answer>,
  { place, slot }: HeldSlot,
  ending: Ending,
  onSent: (awaited: Awaited) => void,
): Promise<Answer> {
  const { endpoint, health, nonce } = place;
  const listed = health.listing?.offers;
  const ratio = endpoints.tokenRatio(model);
  const asked = {
    servedAs: model.servedAs,
    alike: alikeName(model, request),
    leastMs: request.deadlineMs(ratio),
    mostTokens: request.mostTokens,
    usualMs: (answer: Answer) => request.promptMs(answer),
    counts: (answer: Answer) => request.counts?.(answer) ?? { promptTokens: null, tokens: null },
    ending,
    onSent,
    onBegin: () => endpoint.window.begin(slot),
  };
  const { sent, awaited } = await hearAnswer(endpoint, asked, (options) => request.send(endpoint, model.servedAs, options));
  const latency = performance.now() - awaited.sentAt;
  if (nonce !== null && sent.nonce !== nonce) {
    // Another process, perhaps with other weights, sits at this address now.
    health.noteChange();
    throw new EndpointUnreachable(endpoint.name, "was restarted since it listed its models");
  }
  if (sent.answeredAs !== null && sent.answeredAs !== model.servedAs && listed?.has(sent.answeredAs)) {
    throw new EndpointUnreachable(endpoint.name, `answered as ${sent.answeredAs} when ${model.servedAs} was asked`);
  }
  health.noteAnswer();
  if (request.alike !== null) endpoints.latencies(endpoint, awaited.alike).add((awaited.begunAt ?? performance.now()) - awaited.sentAt);
  request.learn?.(sent.answer, ratio);
  endpointRequestSeconds.observe({ endpoint: endpoint.label }, latency / 1_000);
  return sent.answer;
}

/** Requests of one name take about as long at one endpoint. */
export function alikeName({ servedAs }: WantedModel, { alike }: Pick<ServerRequest<unknown>, "alike">): string {
  return `${servedAs} ${alike}`;
}

function outcomeOf(error: unknown): string {
  if (error instanceof MalformedReply) return "malformed";
  if (error instanceof EndpointUnreachable) return error.isBusy ? "busy" : "failed";
  return error instanceof Refusal ? "refused" : "given-up";
}

function explain(error: unknown, { model, request }: AddressedRequest<unknown>, place: Place): unknown {
  if (!(error instanceof Refusal)) return error;
  const { servedAs } = model;
  const explained = request.explain?.(error, { servedAs, contextLength: place.contextLength });
  if (explained) return explained;
  if (error.refusedWith !== 404 || place.endpoint.serves !== null) return error;
  // It unloaded the model since it listed it; another endpoint may have it.
  place.health.noteChange();
  return new SendFailed(place.endpoint, new EndpointUnreachable(place.endpoint.name, `no longer serves ${servedAs} (${error.reason})`));
}
