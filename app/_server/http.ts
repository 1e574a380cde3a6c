import "server-only";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";

/** Wraps a route handler: errors meant for people keep their status and words, anything else is logged and becomes a 500. */
export function handle<Arguments extends unknown[]>(
  handler: (...inputs: Arguments) => Promise<Response>,
): (...inputs: Arguments) => Promise<Response> {
  return async (...inputs) => {
    try {
      return await handler(...inputs);
    } catch (error) {
      if (error instanceof AppError)
        return Response.json({ error: { code: error.code, message: error.message, fields: error.fields } }, { status: error.status });
      log.error({ err: error }, "a route failed unexpectedly");
      return Response.json({ error: { code: "UNEXPECTED", message: "Something went wrong on our side." } }, { status: 500 });
    }
  };
}
