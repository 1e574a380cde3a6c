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
  /** True while an endpoint that could have it says that it is not ready yet. */
  readonly isLoading: boolean;
  /** What each endpoint said, after its name. */
  readonly asked: readonly string[];

  constructor(servedAs: string, asked: readonly string[], { passing = false, isLoading = false } = {}) {
    const where = asked.length === 0 ? "ENDPOINTS names no endpoint." : `Asked: ${asked.join("; ")}.`;
    super("UNAVAILABLE", `No endpoint serves the model ${servedAs}. ${where} Start a model server for it, or add one to ENDPOINTS.`);
    this.name = "ModelNotServed";
    this.servedAs = servedAs;
    this.asked = asked;
    this.passing = passing;
    this.isLoading = isLoading;
  }
}

/** Connection refused, reset or timed out, a server error, or an answer of another process than the one we asked for. */
export class EndpointUnreachable extends ServingError {
  readonly blame = "cluster";
  readonly passing = true;
  /** Seconds that the server asked us to wait, if it did. */
  readonly retryAfter: number | null;
  /** The server is well but has no room now. */
  readonly isBusy: boolean;
  /** Whether an answer came, however bad. */
  readonly hasAnswered: boolean;
  /** What the server said of it, in its own words, where it said something. */
  readonly said: string | null;
  /** Whether nothing came for too long, as opposed to a connection that broke. */
  readonly isSilence: boolean;
  /** Whether it says that it is not ready yet, as servers do that load a model. */
  readonly isLoading: boolean;
  /** What happened, as the end of a sentence about the endpoint. */
  readonly what: string;

  constructor(
    endpoint: string,
    what: string,
    options: {
      cause?: unknown;
      retryAfter?: number | null;
      isBusy?: boolean;
      hasAnswered?: boolean;
      isSilence?: boolean;
      isLoading?: boolean;
      said?: string | null;
    } = {},
  ) {
    super("UNAVAILABLE", `The endpoint ${endpoint} ${what}.`);
    this.what = what;
    this.name = "EndpointUnreachable";
    this.cause = options.cause;
    this.retryAfter = options.retryAfter ?? null;
    this.isBusy = options.isBusy ?? false;
    this.hasAnswered = options.hasAnswered ?? false;
    this.said = options.said ?? null;
    this.isSilence = options.isSilence ?? false;
    this.isLoading = options.isLoading ?? false;
  }
}

/** An engine answered its canary otherwise than its weights did at first. */
export class EndpointQuarantined extends EndpointUnreachable {
  constructor(endpoint: string, reason: string) {
    super(endpoint, `is quarantined: ${reason}`);
    this.name = "EndpointQuarantined";
  }
}

/**
 * The server answered with success, but not with what the protocol promises. As passing as a broken connection: a proxy on
 * the way may have cut it.
 */
export class MalformedReply extends EndpointUnreachable {
  /** Where its shape is another one; empty where it is no JSON at all. */
  readonly where: string;

  constructor(endpoint: string, what: string, where = "") {
    super(endpoint, `sent an answer that is not an OpenAI answer: ${what}`);
    this.name = "MalformedReply";
    this.where = where;
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

/** An engine said other things than its weights should. What it said was taken out of the memo and has to be asked for again. */
export class EngineCorrupt extends ServingError {
  readonly blame = "cluster";
  readonly passing = true;

  constructor(endpoint: string, reason: string) {
    super("UNAVAILABLE", `The endpoint ${endpoint} was taken out: ${reason}. Its texts since the last good check are made again.`);
    this.name = "EngineCorrupt";
  }
}

/** A server that cannot be asked so that what is asked is in force, whatever it is told. */
export class EndpointUnsuited extends ServingError {
  readonly blame = "cluster";
  readonly passing = false;

  /** @param why as the end of a sentence about the server */
  constructor(endpoint: string, server: string, why: string) {
    super("UNAVAILABLE", `The endpoint ${endpoint}, ${server}, cannot be asked this: it ${why}.`);
    this.name = "EndpointUnsuited";
  }
}

/** A refusal with the server's own words and code, for callers that know some of them. */
export class Refusal extends RequestRefused {
  readonly reason: string;
  readonly reasonCode: string | null;
  /** What kind of error the server calls it. */
  readonly kind: string | null;
  /** Whether the reason is one that the server gave in a form that it is known for, rather than all that it sent. */
  readonly isWorded: boolean;

  constructor(endpoint: string, status: number, said: { reason: string; code: string | null; kind: string | null; isWorded: boolean }) {
    super(endpoint, status, said.reason);
    this.isWorded = said.isWorded;
    this.reason = said.reason;
    this.reasonCode = said.code;
    this.kind = said.kind;
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
        `(${facts.model}). Ask for shorter answers, or leave out this task or model. ${facts.reason}`,
    );
    this.name = "ContextTooLong";
  }
}
