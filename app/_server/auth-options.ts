import "server-only";
import type { AuthOptions } from "next-auth";
import { findPerson } from "@/lib/auth/people/find-person";
import type { SignedIn } from "@/lib/auth/sessions/find-session";
import { absoluteLimit } from "@/lib/auth/sessions/open-session";
import { newSessionToken } from "@/lib/auth/sessions/session-token";
import { ownPath } from "@/lib/auth/signing-in/own-path";
import { readOwnProfile } from "@/lib/auth/signing-in/provider-profile";
import { recordSignIn } from "@/lib/auth/signing-in/record-sign-in";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { adapter } from "./auth-adapter";
import { authCookies, isSecure } from "./auth-cookies";
import { problemPath } from "./auth-problems";
import { authProviders } from "./auth-providers";

/** Under which circumstances a step of signing in is taken. */
export interface Occasion {
  /** Whoever is signed in on this browser already. */
  signedIn: SignedIn | null;
  /** That person asked on the account page, moments ago, to link an account at this very provider. */
  wantsLink: boolean;
  /** This browser was sent off to link an account, whether or not that still holds. */
  cameToLink: boolean;
  /** Where to go afterwards. */
  next: string;
}

/** The address of the page whose button uses a mailed link up. */
function confirmationAddress(email: string, token: string, next: string): string {
  const url = new URL("/sign-in/confirm", env().NEXTAUTH_URL);
  url.search = new URLSearchParams({ token, email, ...(next === "/" ? {} : { next }) }).toString();
  return url.href;
}

/** Where a person who is already signed in, or no longer, must not be taken further; null when all is well. */
function refusal({ signedIn, wantsLink, cameToLink }: Occasion): string | null {
  if (cameToLink && !wantsLink) return problemPath("link-expired");
  if (signedIn && !wantsLink) return problemPath("already-signed-in");
  return null;
}

/** next-auth, told what this request is about. Its own pages and its session endpoint are not used. */
export function authOptions(occasion: Occasion): AuthOptions {
  const { origin } = new URL(env().NEXTAUTH_URL);
  const { linkIntent: _, askedFor: __, ...cookies } = authCookies();
  return {
    secret: env().NEXTAUTH_SECRET,
    debug: false,
    useSecureCookies: isSecure(),
    cookies,
    adapter,
    session: { strategy: "database", maxAge: absoluteLimit / 1000, generateSessionToken: newSessionToken },
    providers: authProviders((email, token) => confirmationAddress(email, token, occasion.next)),
    // Never the metadata: next-auth puts provider objects, tokens and profiles into it.
    logger: {
      error: (code, metadata) => log.warn({ code, reason: nameOf(metadata) }, "a sign-in went wrong"),
      warn: (code) => log.warn({ code }, "next-auth warns"),
      debug: () => undefined,
    },
    callbacks: {
      redirect: ({ url }) => `${origin}${ownPath(url.startsWith(`${origin}/`) ? url.slice(origin.length) : url)}`,
      signIn: async ({ user, account, email }) => {
        // Asking for a link proves nothing yet, and its answer must not tell who has an account.
        if (email?.verificationRequest) return true;
        if (account?.type === "oauth") {
          const refused = refusal(occasion);
          if (refused) return refused;
        }
        const person = /^[0-9a-f-]{36}$/.test(user.id) ? await findPerson(user.id) : null;
        return person?.suspended ? problemPath("suspended") : true;
      },
    },
    events: {
      signIn: ({ user, account, profile }) => {
        if (!account) return;
        const { provider, providerAccountId } = account;
        return recordSignIn(user.id, { provider, providerAccountId, ...readOwnProfile(profile) });
      },
    },
  };
}

/** Name and words of an error, cut short: they may quote what was sent. Nothing else of the metadata is read. */
function nameOf(metadata: unknown): string {
  const error = metadata instanceof Error ? metadata : readError(metadata);
  return error ? `${error.name}: ${error.message}`.slice(0, 200) : "unknown";
}

function readError(metadata: unknown): Error | null {
  if (typeof metadata !== "object" || metadata === null || !("error" in metadata)) return null;
  return metadata.error instanceof Error ? metadata.error : null;
}
