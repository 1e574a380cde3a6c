import { AppError } from "@/lib/errors";

/** Whose failure it is: the model's, the portal's, or that of a model server. */
export type ServingBlame = "theirs" | "ours" | "cluster";

/** Anything that can go wrong between the portal and a model server. Nothing of it is ever stored as an answer. */
export abstract class ServingError extends AppError {
  abstract readonly blame: ServingBlame;
  /** Whether asking again could help without anybody doing something. */
  abstract readonly passing: boolean;
}

/** No configured endpoint serves the model now. */
export class ModelNotServed extends ServingError {
  readonly blame = "cluster";
  /** True while an endpoint that could have it cannot be asked. */
  readonly passing: boolean;
  readonly servedAs: string;

  constructor(servedAs: string, asked: readonly string[], passing = false) {
    const where = asked.length === 0 ? "ENDPOINTS names no endpoint." : `Asked: ${asked.join("; ")}.`;
    super("UNAVAILABLE", `No endpoint serves the model ${servedAs}. ${where} Start a model server for it, or add one to ENDPOINTS.`);
    this.name = "ModelNotServed";
    this.servedAs = servedAs;
    this.passing = passing;
  }
}

/** Connection refused, reset or timed out, a server error, or an answer of another process than the one we asked for. */
export class EndpointUnreachable extends ServingError {
  readonly blame = "cluster";
  readonly passing = true;
  /** Seconds that the server asked us to wait, if it did. */
  readonly retryAfter: number | null;

  constructor(endpoint: string, what: string, options: { cause?: unknown; retryAfter?: number | null } = {}) {
    super("UNAVAILABLE", `The endpoint ${endpoint} ${what}.`);
    this.name = "EndpointUnreachable";
    this.cause = options.cause;
    this.retryAfter = options.retryAfter ?? null;
  }
}

/** The server understood the request and will not do it: asking again gives the same answer. */
export class RequestRefused extends ServingError {
  readonly blame: ServingBlame = "ours";
  readonly passing = false;
  /** The server's HTTP status, not ours. */
  readonly refusedWith: number;

  constructor(endpoint: string, status: number, reason: string) {
    super("INVALID_INPUT", `The endpoint ${endpoint} refused the request (HTTP ${status}): ${reason}`);
    this.name = "RequestRefused";
    this.refusedWith = status;
  }
}

/** Prompt and answer together do not fit into the model's context. Nothing is cut: the caller decides. */
export class ContextTooLong extends ServingError {
  readonly blame = "theirs";
  readonly passing = false;

  constructor(facts: { model: string; promptCharacters: number; maxTokens: number; limit: number | null; reason: string }) {
    const limit = facts.limit === null ? "the model's context length" : `the model's context length of ${facts.limit} tokens`;
    super(
      "TOO_LARGE",
      `A prompt of ${facts.promptCharacters} characters with room for ${facts.maxTokens} tokens of answer does not fit into ${limit} ` +
        `(${facts.model}). Ask for shorter answers, or leave out this task or model. The server says: ${facts.reason}`,
    );
    this.name = "ContextTooLong";
  }
}

/** The server answered with success, but not with what the protocol promises. */
export class MalformedReply extends ServingError {
  readonly blame = "cluster";
  readonly passing = false;

  constructor(endpoint: string, what: string) {
    super("UNAVAILABLE", `The endpoint ${endpoint} sent an answer that is not an OpenAI answer: ${what}`);
    this.name = "MalformedReply";
  }
}
