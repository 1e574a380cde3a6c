import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { parseAddress } from "@/lib/mail/address";
import type { Actor } from "../actor";
import { redeemToken } from "../signing-in/one-time-token";
import { recordEvent } from "./record-event";
import { addressTokenName } from "./request-address";
import { requirePerson } from "./require-person";

/** Writes an address that its owner just proved to read, by the token of the mail that was sent there. */
export async function confirmAddress(actor: Actor, input: { email: string; token: string }): Promise<void> {
  const person = requirePerson(actor);
  const email = parseAddress(input.email);
  if (!(await redeemToken(addressTokenName(person.userId, email), input.token))) {
    throw new AppError("CONFLICT", "This link has expired or was used before. Ask for a new one on your account page.");
  }
  await inTransaction(async (tx) => {
    await tx.user.updateMany({ where: { email, emailVerified: null, NOT: { id: person.userId } }, data: { email: null } });
    const holder = await tx.user.findUnique({ where: { email } });
    if (holder && holder.id !== person.userId) {
      throw new AppError("CONFLICT", "Another account signs in with this address. Sign in with it there, or use another address here.");
    }
    await tx.user.update({ where: { id: person.userId }, data: { email, emailVerified: new Date() } });
    await recordEvent(tx, actor, person.userId, { kind: "address-confirmed" });
  });
}
