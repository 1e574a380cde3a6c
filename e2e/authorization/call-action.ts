import type { APIRequestContext, APIResponse } from "@playwright/test";

/** Actions that take the form alone; the others take the form's last state before it. */
const formOnly = /#(keep|chooseTheme|enterAtProvider|confirmLink|enterDemo|signOut)$/;

/**
 * Calls a server action as React's client does: multipart parts, part 0 being the JSON list of arguments, where "$K1" stands
 * for the form whose entries are the parts that begin with "_1_".
 * @param path page that the request is sent to; need not be one that uses the action
 */
export function callAction(
  request: APIRequestContext,
  origin: string,
  path: string,
  action: { id: string; name: string },
  fields: Record<string, string>,
): Promise<APIResponse> {
  // Part 0 comes last: the server resolves it as it arrives, with the form's entries that it has by then.
  const parts = new FormData();
  for (const [name, value] of Object.entries(fields)) parts.append(`_1_${name}`, value);
  const callArguments = formOnly.test(action.name) ? ["$K1"] : [{ status: "idle" }, "$K1"];
  parts.append("0", JSON.stringify(callArguments));
  return request.post(`${origin}${path}`, {
    headers: { "next-action": action.id, origin, accept: "text/x-component" },
    multipart: parts,
    maxRedirects: 0,
  });
}
