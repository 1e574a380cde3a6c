/** The `code` of an OpenAI-shaped error, with the HTTP status that goes with it. */
const apiErrorStatus = {
  invalid_json: 400,
  invalid_request: 400,
  unsupported_parameter: 400,
  context_length_exceeded: 400,
  not_found: 404,
  model_not_found: 404,
  method_not_allowed: 405,
  request_timeout: 408,
  body_too_large: 413,
  unsupported_media_type: 415,
  queue_full: 429,
  internal_error: 500,
  stopping: 503,
} as const;

export type ApiErrorCode = keyof typeof apiErrorStatus;

/** A refusal in the shape that OpenAI clients understand. */
export class ApiError extends Error {
  readonly code: ApiErrorCode;
  /** The field of the request that is at fault, if one is. */
  readonly param: string | null;

  constructor(code: ApiErrorCode, message: string, param: string | null = null) {
    super(message);
    this.name = "ApiError";
    this.code = code;
    this.param = param;
  }

  get status(): number {
    return apiErrorStatus[this.code];
  }

  body(): { error: { message: string; type: string; param: string | null; code: ApiErrorCode } } {
    const type = this.status >= 500 ? "server_error" : "invalid_request_error";
    return { error: { message: this.message, type, param: this.param, code: this.code } };
  }
}
