import "server-only";
import { env } from "@/lib/env";

/** Over https every cookie is tied to exactly this host; plain http exists on loopback only and cannot be `Secure`. */
export function isSecure(): boolean {
  return env().NEXTAUTH_URL.startsWith("https:");
}

function cookie(name: string, maxAge?: number) {
  const secure = isSecure();
  return {
    name: `${secure ? "__Host-" : ""}polyphony.${name}`,
    options: { httpOnly: true, sameSite: "lax" as const, path: "/", secure, ...(maxAge === undefined ? {} : { maxAge }) },
  };
}

/** Seconds that a sign-in at a provider may take. */
const detour = 15 * 60;

/** Every cookie of signing in. No name may begin with another's: next-auth joins cookies by prefix. */
export function authCookies() {
  return {
    sessionToken: cookie("session"),
    callbackUrl: cookie("return-to", detour),
    csrfToken: cookie("csrf", detour),
    pkceCodeVerifier: cookie("pkce", detour),
    state: cookie("state", detour),
    nonce: cookie("nonce", detour),
    /** Says that this browser's person asked to link an account just now. */
    linkIntent: cookie("link", 10 * 60),
    /** Says for which address this browser asked for a sign-in link. */
    askedFor: cookie("asked-for", detour),
  };
}
