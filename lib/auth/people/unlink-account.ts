import { inTransaction } from "@/lib/db/transaction";
import { AppError, notFound } from "@/lib/errors";
import { canSendMail } from "@/lib/mail/send-mail";
import type { Actor } from "../actor";
import type { ProviderName } from "../schema";
import { recordEvent } from "./record-event";
import { requirePerson } from "./require-person";

/** Takes a provider's account off one's own, unless it is the only way in. */
export async function unlinkAccount(actor: Actor, input: { provider: ProviderName }): Promise<void> {
  const person = requirePerson(actor);
  await inTransaction(async (tx) => {
    // Two unlinkings at once must not both see the other's account as the way that is left.
    await tx.$queryRaw`SELECT id FROM "User" WHERE id = ${person.userId}::uuid FOR UPDATE`;
    const user = await tx.user.findUniqueOrThrow({ where: { id: person.userId }, include: { accounts: true } });
    const others = user.accounts.filter((account) => account.provider !== input.provider);
    if (others.length === user.accounts.length) throw notFound("account");
    const byMail = user.email !== null && user.emailVerified !== null && canSendMail();
    if (others.length === 0 && !byMail) {
      throw new AppError("CONFLICT", "This is your only way to sign in. Link another account or confirm an e-mail address first.");
    }
    await tx.account.deleteMany({ where: { userId: user.id, provider: input.provider } });
    await recordEvent(tx, actor, user.id, { kind: "account-unlinked", data: { provider: input.provider } });
  });
}
