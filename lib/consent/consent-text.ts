import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { consentIntroduction, consentVersion, scopeWords } from "./labels";

/** The whole text that a contributor is shown, in the form that is hashed. */
export const consentText = { version: consentVersion, introduction: consentIntroduction, scopes: scopeWords };

/** SHA-256 (hex) of a consent text as canonical JSON (RFC 8785): the same words have the same hash on every machine. */
export function hashConsentText(text: unknown): string {
  const canonical = canonicalize(text);
  if (canonical === undefined) throw new Error("A consent text must be JSON.");
  return createHash("sha256").update(canonical).digest("hex");
}
