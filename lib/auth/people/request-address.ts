import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { parseAddress } from "@/lib/mail/address";
import { sendMail } from "@/lib/mail/send-mail";
import type { Actor } from "../actor";
import { addressMail } from "../signing-in/mails";
import { issueToken } from "../signing-in/one-time-token";
import { limitSignInLinks } from "../signing-in/sign-in-limits";
import { requirePerson } from "./require-person";

/** Seconds that a link in a mail works. */
export const linkLifetime = 15 * 60;

export function addressTokenName(userId: string, email: string): string {
  return `address:${userId}:${email}`;
}

/**
 * Mails a link that proves that the person reads mail at an address; the address is written only when it is used.
 * @param network where the request came from, for the limit
 */
export async function requestAddress(actor: Actor, input: { email: string }, network: string): Promise<void> {
  const person = requirePerson(actor);
  const email = parseAddress(input.email);
  const own = await db().user.findUnique({ where: { id: person.userId, email, emailVerified: { not: null } } });
  if (own) throw new AppError("CONFLICT", "This is your address already.", [{ field: "email", message: "This is your address already." }]);
  await limitSignInLinks(email, network);
  const token = await issueToken(addressTokenName(person.userId, email), linkLifetime);
  const url = new URL("/account/address", env().NEXTAUTH_URL);
  url.search = new URLSearchParams({ token, email }).toString();
  await sendMail({ to: email, ...addressMail(person.name, url.href) });
}
