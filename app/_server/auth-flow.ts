import "server-only";
import { createHash, createHmac } from "node:crypto";
import { cookies, headers } from "next/headers";
import { NextRequest, NextResponse } from "next/server";
import NextAuth from "next-auth";
import type { Actor } from "@/lib/auth/actor";
import { requirePerson } from "@/lib/auth/people/require-person";
import type { ProviderName } from "@/lib/auth/schema";
import { closeSession } from "@/lib/auth/sessions/close-session";
import { findSession } from "@/lib/auth/sessions/find-session";
import { networkOf } from "@/lib/auth/signing-in/network-of";
import { issueToken, newToken, redeemToken, tokenStands } from "@/lib/auth/signing-in/one-time-token";
import { limitSignInLinks } from "@/lib/auth/signing-in/sign-in-limits";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { parseAddress } from "@/lib/mail/address";
import { authCookies } from "./auth-cookies";
import { authOptions, type Occasion } from "./auth-options";
import { problemPath, whereTo } from "./auth-problems";

const fresh = (next: string): Occasion => ({ signedIn: null, wantsLink: false, cameToLink: false, next });

/**
 * Takes one of next-auth's steps on behalf of a form of ours. Its double-submit token is made here: the form has
 * already been held to its origin, by the framework and by `proxy.ts`.
 * @param path behind /api/auth/, for example ["signin", "github"]
 * @returns where the answer leads.
 */
async function takeStep(path: string[], input: Record<string, string>, occasion: Occasion): Promise<string> {
  const jar = await cookies();
  const { csrfToken } = authCookies();
  const token = newToken();
  const proof = createHash("sha256").update(`${token}${env().NEXTAUTH_SECRET}`).digest("hex");
  jar.set(csrfToken.name, `${token}|${proof}`, csrfToken.options);
  const url = new URL(`/api/auth/${path.join("/")}`, env().NEXTAUTH_URL);
  if (path[0] === "callback") url.search = new URLSearchParams(input).toString();
  const request = new NextRequest(url, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ ...input, callbackUrl: occasion.next, csrfToken: token }),
  });
  const response: Response = await NextAuth(request, { params: Promise.resolve({ nextauth: path }) }, authOptions(occasion));
  for (const { name, value, ...options } of new NextResponse(null, { headers: response.headers }).cookies.getAll()) {
    jar.set(name, value, options);
  }
  jar.set(csrfToken.name, "", { ...csrfToken.options, maxAge: 0 });
  return whereTo(response.headers.get("location"));
}

/** Starts a sign-in at a provider, for nobody in particular. @returns the provider's page, or ours that says why not. */
export async function beginAtProvider(provider: ProviderName, next: string): Promise<string> {
  // A session that counts for nothing, like a persona's after the demo, must not be taken for somebody signed in later.
  await endSession();
  return takeStep(["signin", provider], {}, fresh(next));
}

/**
 * Sends a signed-in person off to link an account: only the browser that leaves with this mark, while the same person
 * is signed in, may come back with an account to link.
 */
export async function beginLinking(actor: Actor, provider: ProviderName): Promise<string> {
  const { userId } = requirePerson(actor);
  const { linkIntent } = authCookies();
  const token = await issueToken(linkTokenName(userId, provider), linkIntent.options.maxAge ?? 0);
  (await cookies()).set(linkIntent.name, token, linkIntent.options);
  return takeStep(["signin", provider], {}, fresh("/account"));
}

/** Ends the detour to a provider: the request that it sent the browser back with. */
export async function finishAtProvider(request: NextRequest, provider: ProviderName): Promise<Response> {
  const { sessionToken, linkIntent } = authCookies();
  const token = request.cookies.get(sessionToken.name)?.value;
  const signedIn = token ? await findSession(token) : null;
  const intent = request.cookies.get(linkIntent.name)?.value;
  const wantsLink = signedIn !== null && intent !== undefined && (await redeemToken(linkTokenName(signedIn.userId, provider), intent));
  const occasion = { signedIn, wantsLink, cameToLink: intent !== undefined, next: "/" };
  const params = Promise.resolve({ nextauth: ["callback", provider] });
  const response: Response = await NextAuth(request, { params }, authOptions(occasion));
  const answer = new NextResponse(null, { status: 303, headers: response.headers });
  answer.headers.set("location", whereTo(response.headers.get("location"), wantsLink));
  if (intent !== undefined) answer.cookies.set(linkIntent.name, "", { ...linkIntent.options, maxAge: 0 });
  return answer;
}

/** Good for linking one person's account at one provider, once. */
function linkTokenName(userId: string, provider: ProviderName): string {
  return `link:${userId}:${provider}`;
}

/** Marks which address this browser asked a link for, without keeping the address itself. */
function askMark(email: string): string {
  return createHmac("sha256", env().NEXTAUTH_SECRET).update(`asked-for\n${email}`).digest("base64url");
}

/** The network that the present request came from. */
export async function currentNetwork(): Promise<string> {
  return networkOf((await headers()).get("x-forwarded-for"));
}

/**
 * Mails a sign-in link. The answer is the same whether or not the address is known.
 * @throws AppError INVALID_INPUT, TOO_MANY_REQUESTS, UNAVAILABLE
 */
export async function mailSignInLink(address: string, next: string): Promise<void> {
  const email = parseAddress(address);
  await limitSignInLinks(email, await currentNetwork());
  const location = await takeStep(["signin", "email"], { email }, fresh(next));
  if (!location.includes("/verify-request")) {
    throw new AppError("UNAVAILABLE", "The mail could not be sent just now. Please try again in a few minutes.");
  }
  const { askedFor } = authCookies();
  (await cookies()).set(askedFor.name, askMark(email), askedFor.options);
}

/** What the page behind a mailed link should say. */
export async function inspectLink(address: string, token: string): Promise<{ stands: boolean; askedHere: boolean; email: string }> {
  const email = parseAddress(address);
  const mark = (await cookies()).get(authCookies().askedFor.name)?.value;
  return { email, stands: await tokenStands(email, token), askedHere: mark === askMark(email) };
}

/** Uses a mailed link up and signs in with it; whoever was signed in on this browser is signed out. */
export async function redeemSignInLink(address: string, token: string, next: string): Promise<string> {
  const email = parseAddress(address);
  if (!(await tokenStands(email, token))) return problemPath("link-used");
  await endSession();
  const { askedFor } = authCookies();
  (await cookies()).set(askedFor.name, "", { ...askedFor.options, maxAge: 0 });
  return takeStep(["callback", "email"], { email, token }, fresh(next));
}

/** Gives this browser a session that was opened for it. */
export async function startSession(session: { token: string; expires: Date }): Promise<void> {
  const { sessionToken } = authCookies();
  (await cookies()).set(sessionToken.name, session.token, { ...sessionToken.options, expires: session.expires });
}

/** Signs this browser out. */
export async function endSession(): Promise<void> {
  const { sessionToken } = authCookies();
  const jar = await cookies();
  const token = jar.get(sessionToken.name)?.value;
  if (!token) return;
  await closeSession(token);
  jar.set(sessionToken.name, "", { ...sessionToken.options, maxAge: 0 });
}
