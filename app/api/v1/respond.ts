import "server-only";
import type { z } from "zod";
import { handle } from "@/app/_server/http";
import { readQuery } from "@/lib/api/read-query";
import { notFound } from "@/lib/errors";

/** Anyone may read the public interface from any page. Caches on the way keep numbers for a few seconds only, so that a withdrawal shows at once. */
export const openHeaders = {
  "access-control-allow-origin": "*",
  "cache-control": "public, max-age=15",
} as const;

/** A route of the public interface: checks the query, answers JSON, lets every origin read. */
export function publicRoute<Shape extends z.ZodObject>(shape: Shape, answer: (query: z.output<Shape>) => Promise<Response | object>) {
  return openRoute((request) => answer(readQuery(shape, request.url)));
}

/** The same for an address with a part that names something. @param parts what cannot be read names nothing that exists */
export function publicRouteOf<Parts extends z.ZodObject, Shape extends z.ZodObject>(
  noun: string,
  parts: Parts,
  shape: Shape,
  answer: (named: z.output<Parts>, query: z.output<Shape>, request: Request) => Promise<Response | object>,
) {
  return openRoute(async (request, { params }: { params: Promise<unknown> }) => {
    const named = parts.safeParse(await params);
    if (!named.success) throw notFound(noun);
    return answer(named.data, readQuery(shape, request.url), request);
  });
}

function openRoute<More extends unknown[]>(answer: (request: Request, ...more: More) => Promise<Response | object>) {
  const route = handle(async (request: Request, ...more: More) => {
    const body = await answer(request, ...more);
    return body instanceof Response ? body : Response.json(body, { headers: openHeaders });
  });
  return async (request: Request, ...more: More): Promise<Response> => {
    const response = await route(request, ...more);
    // Errors must be readable from other origins too, but never kept.
    response.headers.set("access-control-allow-origin", "*");
    if (!response.ok) response.headers.set("cache-control", "no-store");
    return response;
  };
}
