import { type SignInProblem, signInProblemSchema } from "@/lib/auth/schema";

/** The page that says what went wrong with a sign-in. */
export function problemPath(reason: SignInProblem): string {
  return `/sign-in/problem?reason=${signInProblemSchema.parse(reason)}`;
}

const ofNextAuth = new Map<string | null, SignInProblem>([
  ["AccessDenied", "refused"],
  ["OAuthSignin", "provider-unreachable"],
  ["OAuthCallback", "provider-refused"],
  ["Callback", "provider-refused"],
  ["OAuthCreateAccount", "unexpected"],
  ["EmailCreateAccount", "unexpected"],
  ["OAuthAccountNotLinked", "address-taken"],
  ["EmailSignin", "mail-failed"],
  ["Verification", "link-used"],
  ["Configuration", "unexpected"],
]);

/**
 * Where next-auth's answer really leads: its own error pages are not ours to show.
 * @param location its Location header
 * @param wantsLink whether the person was linking an account
 */
export function whereTo(location: string | null, wantsLink = false): string {
  if (location === null) return problemPath("unexpected");
  const url = new URL(location, "http://portal.invalid");
  const [, action] = /^\/api\/auth\/(error|signin)(?:\/|$)/.exec(url.pathname) ?? [];
  if (!action) return location;
  const reason = ofNextAuth.get(url.searchParams.get("error")) ?? "unexpected";
  return problemPath(reason === "address-taken" && wantsLink ? "account-taken" : reason);
}
