import { createHash, randomBytes } from "node:crypto";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";

/** A token as it is stored. The same formula as next-auth's own, whose e-mail tokens lie in the same table. */
function hashToken(token: string): string {
  return createHash("sha256").update(`${token}${env().NEXTAUTH_SECRET}`).digest("hex");
}

interface StoredToken {
  identifier: string;
  token: string;
  expires: Date;
}

export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** Keeps a hashed token until `expires`; what has expired meanwhile is swept out. */
export async function keepHashedToken(identifier: string, hashed: string, expires: Date): Promise<void> {
  await db().verificationToken.deleteMany({ where: { expires: { lt: new Date() } } });
  await db().verificationToken.create({ data: { identifier, token: hashed, expires } });
}

/** Takes a hashed token away. Of two who come at once, one gets it. */
export async function takeHashedToken(identifier: string, hashed: string): Promise<StoredToken | null> {
  const taken = await db().$queryRaw<StoredToken[]>`
    DELETE FROM "VerificationToken" WHERE "identifier" = ${identifier} AND "token" = ${hashed}
    RETURNING "identifier", "token", "expires"`;
  return taken[0] ?? null;
}

/**
 * Makes a token that works once.
 * @param identifier what it is good for, for example "link:<person>:github"
 * @param seconds how long it works
 */
export async function issueToken(identifier: string, seconds: number): Promise<string> {
  const token = newToken();
  await keepHashedToken(identifier, hashToken(token), new Date(Date.now() + seconds * 1000));
  return token;
}

/** Uses a token up. @returns whether it was good. */
export async function redeemToken(identifier: string, token: string): Promise<boolean> {
  const taken = await takeHashedToken(identifier, hashToken(token));
  return taken !== null && taken.expires > new Date();
}

/** Whether a token would be good now; it stays as it is, so that a mail scanner which opens every link uses up nothing. */
export async function tokenStands(identifier: string, token: string): Promise<boolean> {
  const row = await db().verificationToken.findUnique({ where: { identifier_token: { identifier, token: hashToken(token) } } });
  return row !== null && row.expires > new Date();
}
