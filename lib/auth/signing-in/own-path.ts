const home = "/";

/**
 * Where to send a person who asked to go back to `candidate`. Only paths of this portal: one leading slash, no
 * backslash, no control characters, nothing that a browser could read as another origin, and never back into sign-in.
 */
export function ownPath(candidate: unknown, otherwise = home): string {
  if (typeof candidate !== "string" || candidate.length > 2_000) return otherwise;
  if (!/^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(candidate)) return otherwise;
  const origin = "http://portal.invalid";
  const url = URL.parse(candidate, origin);
  if (url === null || url.origin !== origin || url.pathname.startsWith("//")) return otherwise;
  if (/^\/(api|sign-in)(\/|$)/.test(url.pathname)) return otherwise;
  return `${url.pathname}${url.search}${url.hash}`;
}
