import { type NextRequest, NextResponse } from "next/server";
import { refuseWithoutDatabase } from "@/lib/api/refuse-without-database";
import { env } from "@/lib/env";

/**
 * Headers and cheap refusals only; authorization lives in the verbs of `lib`.
 * Each answer carries a fresh nonce, so that no script or style of another origin can run. While the database is away,
 * whatever is made from it is refused at once: a page that fails later could not say so with its status.
 */
export async function proxy(request: NextRequest): Promise<Response> {
  if (request.method === "POST" && request.cookies.size > 0 && isForeign(request)) {
    return new NextResponse("This request did not come from our own pages.", { status: 403 });
  }
  const nonce = Buffer.from(crypto.randomUUID()).toString("base64");
  const policy = contentSecurityPolicy(nonce, request.nextUrl.protocol === "https:");
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);
  const refusal = await refuseWithoutDatabase(request.method, request.nextUrl.pathname);
  const response = refusal ?? NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("referrer-policy", "strict-origin-when-cross-origin");
  response.headers.set("cross-origin-opener-policy", "same-origin");
  response.headers.set("permissions-policy", "camera=(), microphone=(), geolocation=()");
  return response;
}

function isForeign(request: NextRequest): boolean {
  const origin = request.headers.get("origin");
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return true;
  // What is no address, "null" among it, has no host.
  return URL.parse(origin ?? "")?.host !== request.headers.get("host");
}

function contentSecurityPolicy(nonce: string, secure: boolean): string {
  const rules = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    `form-action ${["'self'", ...signInOrigins()].join(" ")}`,
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
  ];
  return [...rules, ...(secure ? ["upgrade-insecure-requests"] : [])].join("; ");
}

/** The sites that a sign-in form may end at: browsers hold the redirect after a form to `form-action` too. */
function signInOrigins(): string[] {
  const { HUGGINGFACE_CLIENT_ID, HUGGINGFACE_ISSUER, GITHUB_CLIENT_ID, GITHUB_URL } = env();
  const sites = [...(HUGGINGFACE_CLIENT_ID ? [HUGGINGFACE_ISSUER] : []), ...(GITHUB_CLIENT_ID ? [GITHUB_URL] : [])];
  return [...new Set(sites.map((site) => new URL(site).origin))];
}

export const config = { matcher: "/:path*" };
