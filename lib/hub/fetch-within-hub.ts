import { HubProblem, problemOf } from "./problem";

const timeoutMs = 10_000;
const maxRedirects = 3;

/**
 * A `fetch` that speaks to one origin only: it refuses other addresses, follows redirects only within the origin,
 * gives up after 10 s, and reads at most `maxBytes`. Our token goes along here and nowhere else.
 * @throws HubProblem for every answer that is not what was asked, except a missing file (404 EntryNotFound).
 */
export function fetchWithinHub(hubUrl: string, token: string | undefined, signal?: AbortSignal, maxBytes = 2_000_000): typeof fetch {
  const origin = new URL(hubUrl).origin;
  return async (input, init) => {
    const limit = AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])]);
    const headers = new Headers(init?.headers);
    if (token) headers.set("authorization", `Bearer ${token}`);
    let address = new URL(input instanceof Request ? input.url : input);
    for (let redirects = 0; redirects <= maxRedirects; redirects++) {
      if (address.origin !== origin) throw new HubProblem("unreachable", `the Hub pointed to another host: ${address.host}`);
      const response = await send(address, { ...init, headers, signal: limit });
      const location = response.headers.get("location");
      if (response.status < 300 || response.status >= 400 || location === null) return readAnswer(response, maxBytes);
      await response.body?.cancel();
      address = new URL(location, address);
    }
    throw new HubProblem("unreachable", "the Hub redirected too often");
  };
}

async function send(address: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, { ...init, redirect: "manual" });
  } catch (error) {
    throw new HubProblem("unreachable", error instanceof Error ? error.message : "no answer");
  }
}

async function readAnswer(response: Response, maxBytes: number): Promise<Response> {
  const body = await readCapped(response, maxBytes);
  const code = response.headers.get("x-error-code");
  if (!response.ok && code !== "EntryNotFound") {
    const message = response.headers.get("x-error-message");
    throw new HubProblem(problemOf(response.status, code, message), message ?? `status ${response.status}`);
  }
  const headers = new Headers(response.headers);
  headers.delete("content-encoding");
  headers.delete("content-length");
  const empty = response.status === 204 || response.status === 304;
  return new Response(empty ? null : body, { status: response.status, headers });
}

async function readCapped(response: Response, maxBytes: number): Promise<Blob> {
  const chunks: BlobPart[] = [];
  let size = 0;
  try {
    for await (const chunk of response.body ?? []) {
      size += chunk.byteLength;
      if (size > maxBytes) throw new HubProblem("too_large", `${nameOf(response.url)} is over ${maxBytes / 1_000_000} MB`);
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof HubProblem) throw error;
    throw new HubProblem("unreachable", error instanceof Error ? error.message : "the answer broke off");
  }
  return new Blob(chunks);
}

/** What an answer is about, from its address: the path of a file, or the Hub's own page of the repository. */
function nameOf(url: string): string {
  const file = /\/resolve\/[^/]+\/([^?#]+)/.exec(url)?.[1];
  return file === undefined ? "the Hub's answer about it" : file;
}
