import { createHash, randomBytes } from "node:crypto";

/** What the browser keeps: 32 random bytes. */
export function newSessionToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What the database keeps, so that a copy of the table opens no session. */
export function hashSessionToken(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
