/**
 * The errors that a person may meet, each with the words and the HTTP status that go with it.
 * Anything else that is thrown is a defect: it is logged whole and shown as "unexpected".
 */
const errorStatus = {
  INVALID_INPUT: 400,
  SIGN_IN_REQUIRED: 401,
  NOT_ALLOWED: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
  NOT_READY: 409,
  TOO_LARGE: 413,
  TOO_MANY_REQUESTS: 429,
  UNAVAILABLE: 503,
} as const;

export type ErrorCode = keyof typeof errorStatus;

/** Seconds after which it makes sense to ask again for what is away. */
export const retryAfterSeconds = 5;

/** One problem with one field; `field` is the form's name of it. */
export interface FieldProblem {
  field: string;
  message: string;
}

/** A failure whose message says what happened and what to do, in words meant for the reader of the page. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: FieldProblem[];

  constructor(code: ErrorCode, message: string, fields: FieldProblem[] = []) {
    super(message);
    this.name = "AppError";
    this.code = code;
    this.fields = fields;
  }

  get status(): number {
    return errorStatus[this.code];
  }
}

/** An invisible row does not exist: the same answer for "absent" and "not yours". */
export function notFound(what: string): AppError {
  return new AppError("NOT_FOUND", `This ${what} does not exist, or you may not see it.`);
}
