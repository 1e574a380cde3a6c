import "server-only";
import { explainError } from "@/lib/api/explain-error";
import { retryAfterSeconds } from "@/lib/errors";
import { log } from "@/lib/log";

/**
 * Wraps a route handler: errors meant for people keep their status and words, a database that is away is a 503, anything
 * else is logged and becomes a 500.
 */
export function handle<Arguments extends unknown[]>(
  handler: (...inputs: Arguments) => Promise<Response>,
): (...inputs: Arguments) => Promise<Response> {
  return async (...inputs) => {
    try {
      return await handler(...inputs);
    } catch (error) {
      const known = explainError(error);
      if (known) {
        const { code, message, fields, status } = known;
        const headers: HeadersInit = status === 503 ? { "retry-after": String(retryAfterSeconds) } : {};
        return Response.json({ error: { code, message, fields } }, { status, headers });
      }
      log.error({ err: error }, "a route failed unexpectedly");
      return Response.json({ error: { code: "UNEXPECTED", message: "Something went wrong on our side." } }, { status: 500 });
    }
  };
}
