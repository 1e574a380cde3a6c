import { hash } from "node:crypto";
import canonicalize from "canonicalize";

/**
 * SHA-256 (hex) of facts as canonical JSON (RFC 8785), whatever their order.
 * @throws Error for what JSON cannot say, such as NaN
 */
export function canonicalKey(facts: unknown): string {
  const text = canonicalize(facts);
  if (text === undefined) throw new Error("There is nothing to make a key of.");
  return hash("sha256", text, "hex");
}
