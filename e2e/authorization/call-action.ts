import type { APIRequestContext, APIResponse } from "@playwright/test";

/**
 * Calls a server action as React's client does: multipart parts, part 0 being the JSON list of arguments, where "$K1" stands
 * for the form whose entries are the parts that begin with "1_".
 * @param path page that the request is sent to; need not be one that uses the action
 */
export function callAction(
  request: APIRequestContext,
  origin: string,
  path: string,
  id: string,
  fields: Record<string, string>,
  first: unknown = { status: "idle" },
): Promise<APIResponse> {
  const parts = Object.fromEntries(Object.entries(fields).map(([name, value]) => [`1_${name}`, value]));
  return request.post(`${origin}${path}`, {
    headers: { "next-action": id, origin, accept: "text/x-component" },
    multipart: { ...parts, "0": JSON.stringify([first, "$K1"]) },
    maxRedirects: 0,
  });
}
