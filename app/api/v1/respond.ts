import "server-only";
import type { z } from "zod";
import { handle } from "@/app/_server/http";
import { readQuery } from "@/lib/api/read-query";

/** Anyone may read the public interface from any page. Caches on the way keep numbers for a few seconds only, so that a withdrawal shows at once. */
export const openHeaders = {
  "access-control-allow-origin": "*",
  "cache-control": "public, max-age=15",
} as const;

/** A route of the public interface: checks the query, answers JSON, lets every origin read. */
export function publicRoute<Shape extends z.ZodObject>(shape: Shape, answer: (query: z.output<Shape>) => Promise<Response | object>) {
  const route = handle(async (request: Request) => {
    const body = await answer(readQuery(shape, request.url));
    return body instanceof Response ? body : Response.json(body, { headers: openHeaders });
  });
  return async (request: Request): Promise<Response> => {
    const response = await route(request);
    // Errors must be readable from other origins too, but never kept.
    response.headers.set("access-control-allow-origin", "*");
    if (!response.ok) response.headers.set("cache-control", "no-store");
    return response;
  };
}
