import type { TokenRatio } from "../asking/token-ratio";
import type { Ending } from "../ending";
import type { Refusal, ServingError } from "../errors";
import type { Endpoint } from "./endpoint";

/** An answer, and who gave it as far as the server says. */
export interface Sent<Answer> {
  answer: Answer;
  /** Which process answered. */
  nonce: string | null;
  /** As which model it answered. */
  answeredAs: string | null;
}

/** One thing that is asked of a model server: a text, a score, a vector. */
export interface ServerRequest<Answer> {
  /** Asks once, without any retry. @throws EndpointUnreachable, Refusal, MalformedReply, or the reason of its ending */
  send(endpoint: Endpoint, servedAs: string, options: { deadlineMs: number; ending: Ending }): Promise<Sent<Answer>>;
  /** Requests of one model and of this name take about as long; null where none is ever sent a second time. */
  alike: string | null;
  /** Milliseconds until the endpoint counts as unreachable. @param ratio how many tokens the model makes of a byte */
  deadlineMs(ratio: TokenRatio): number;
  /** Milliseconds within which this answer is prompt; a later one stood in a line at the server. */
  promptMs(answer: Answer): number;
  /** Takes from an answer what it tells about the model's tokenizer. */
  learn?(answer: Answer, ratio: TokenRatio): void;
  /** A refusal that this kind of request understands, in its own words; null for any other. */
  explain?(refusal: Refusal, asked: { servedAs: string; contextLength: number | null }): ServingError | null;
}
