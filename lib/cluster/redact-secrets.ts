const sign = "[redacted]";
/** Shorter values stand in texts by chance. */
const shortest = 6;
const secretName = /secret|token|password|apikey|api_key/i;

/** What gives itself away as a secret, whoever put it there. Longer runs than these counts are cut into several signs. */
const shapes: readonly [RegExp, string][] = [
  [/\b(?:hf|ghp|gho|github_pat|sk|glpat)[_-][A-Za-z0-9_-]{16,200}/g, sign],
  [/\beyJ[A-Za-z0-9_-]{10,2000}\.[A-Za-z0-9_.-]{10,2000}/g, sign],
  [/\b(Bearer|Basic) [A-Za-z0-9+/=._~-]{8,2000}/gi, `$1 ${sign}`],
  [/(:\/\/[^\s:/@]{0,100}):[^\s/@]{1,200}@/g, `$1:${sign}@`],
  [/((?:secret|token|password|passwd|api[_-]?key)["']?\s{0,3}[=:]\s{0,3}["']?)[^\s"',;]{4,500}/gi, `$1${sign}`],
];

/**
 * A text without what must not be read: known values, and what looks like a token, a password in an address or a named secret.
 * @param known values, as `secretsIn` finds them
 */
export function redactSecrets(text: string, known: readonly string[]): string {
  const longestFirst = known.filter((value) => value.length >= shortest).toSorted((one, other) => other.length - one.length);
  const without = longestFirst.reduce((rest, value) => rest.replaceAll(value, sign), text);
  return shapes.reduce((rest, [shape, replacement]) => rest.replaceAll(shape, replacement), without);
}

/** Every value below a name that says it is a secret, and every password in an address. */
export function secretsIn(settings: unknown, name = ""): string[] {
  if (typeof settings === "string") return [...(secretName.test(name) ? [settings] : []), ...passwordsOf(settings)];
  if (typeof settings !== "object" || settings === null) return [];
  return Object.entries(settings).flatMap(([key, value]) => secretsIn(value, Array.isArray(settings) ? name : key));
}

function passwordsOf(text: string): string[] {
  const address = URL.canParse(text) ? new URL(text) : null;
  if (!address?.password) return [];
  try {
    return [address.password, decodeURIComponent(address.password)];
  } catch {
    return [address.password];
  }
}
