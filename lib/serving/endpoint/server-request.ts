import type { TokenRatio } from "../asking/token-ratio";
import type { Ending } from "../ending";
import type { Refusal, ServingError } from "../errors";
import type { Endpoint, Exchange } from "./endpoint";

/** An answer, and who gave it as far as the server says. */
export interface Sent<Answer> {
  answer: Answer;
  /** Which process answered. */
  nonce: string | null;
  /** As which model it answered. */
  answeredAs: string | null;
}

/** How one thing is asked for: until when, and who hears what comes of it before it is whole. */
export type SendOptions = Pick<Exchange, "deadlineMs" | "stream"> & { ending: Ending };

/** One thing that is asked of a model server: a text, a score, a vector. */
export interface ServerRequest<Answer> {
  /** Asks once, without any retry. @throws EndpointUnreachable, Refusal, MalformedReply, or the reason of its ending */
  send(endpoint: Endpoint, servedAs: string, options: SendOptions): Promise<Sent<Answer>>;
  /** Requests of one model and of this name take about as long; null where none is ever sent a second time. */
  alike: string | null;
  /** Tokens of the longest answer that may come; 0 where no text does. */
  mostTokens: number;
  /** Milliseconds that the longest answer may take. @param ratio how many tokens the model makes of a byte */
  deadlineMs(ratio: TokenRatio): number;
  /** Milliseconds within which this answer is prompt; a later one comes from a slow server. */
  promptMs(answer: Answer): number;
  /** Tokens by which what a server does is measured; where this is missing, answers are counted. */
  counts?(answer: Answer): { promptTokens: number | null; tokens: number | null };
  /** Takes from an answer what it tells about the model's tokenizer. */
  learn?(answer: Answer, ratio: TokenRatio): void;
  /** A refusal that this kind of request understands, in its own words; null for any other. */
  explain?(refusal: Refusal, asked: { servedAs: string; contextLength: number | null }): ServingError | null;
}
