import { HubProblem, problemOf } from "./problem";

const timeoutMs = 60_000;
const maxRedirects = 3;
/** The Hub keeps large files on hosts of these domains. */
const ownDomains = [".huggingface.co", ".hf.co"];

/**
 * Bytes `start` to `end` (exclusive) of a file. Follows redirects within the Hub's origin, and over https to the hosts that
 * keep its large files; our token goes to the origin alone.
 * @throws HubProblem for every answer that is not these bytes
 */
export async function fetchRange(
  hubUrl: string,
  token: string | undefined,
  path: string,
  start: number,
  end: number,
  signal?: AbortSignal,
): Promise<ArrayBuffer> {
  const origin = new URL(hubUrl).origin;
  const limit = AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(signal ? [signal] : [])]);
  let address = new URL(path, hubUrl);
  for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
    if (!isKnown(address, origin)) throw new HubProblem("unreachable", `the Hub pointed to another host: ${address.host}`);
    const headers = { range: `bytes=${start}-${end - 1}`, ...(token && address.origin === origin && { authorization: `Bearer ${token}` }) };
    const response = await send(address, { headers, redirect: "manual", signal: limit });
    const location = response.headers.get("location");
    if (response.status < 300 || response.status >= 400 || location === null) return readBytes(response, end - start);
    await response.body?.cancel();
    address = new URL(location, address);
  }
  throw new HubProblem("unreachable", "the Hub redirected too often");
}

function isKnown(address: URL, origin: string): boolean {
  return address.origin === origin || (address.protocol === "https:" && ownDomains.some((domain) => address.hostname.endsWith(domain)));
}

async function send(address: URL, init: RequestInit): Promise<Response> {
  try {
    return await fetch(address, init);
  } catch (error) {
    throw new HubProblem("unreachable", error instanceof Error ? error.message : "no answer");
  }
}

async function readBytes(response: Response, expected: number): Promise<ArrayBuffer> {
  if (response.status !== 206) {
    await response.body?.cancel();
    if (response.ok) throw new HubProblem("unreachable", "the Hub sent the whole file where a part was asked for");
    const message = response.headers.get("x-error-message");
    throw new HubProblem(problemOf(response.status, response.headers.get("x-error-code"), message), message ?? `status ${response.status}`);
  }
  const declared = Number(response.headers.get("content-length") ?? expected);
  if (declared > expected) throw new HubProblem("unreachable", "the Hub sent more than was asked for");
  try {
    const bytes = await response.arrayBuffer();
    if (bytes.byteLength === expected) return bytes;
  } catch (error) {
    throw new HubProblem("unreachable", error instanceof Error ? error.message : "the answer broke off");
  }
  throw new HubProblem("unreachable", "the answer broke off");
}
