import { inTransaction } from "@/lib/db/transaction";
import { systemActor } from "../actor";
import type { KnownPerson } from "../people/find-person";
import { recordEvent } from "../people/record-event";

/**
 * A person's first sign-in.
 * @param email an address that the person was shown to own, or null. A row that merely claims the same address loses it.
 */
export function joinPortal(person: { name: string | null; email: string | null }): Promise<KnownPerson> {
  const { name, email } = person;
  return inTransaction(async (tx) => {
    if (email !== null) await tx.user.updateMany({ where: { email, emailVerified: null }, data: { email: null } });
    const row = await tx.user.create({ data: { name, email, emailVerified: email === null ? null : new Date() } });
    await recordEvent(tx, systemActor("sign-in"), row.id, { kind: "joined" });
    return { id: row.id, name, email, emailVerified: row.emailVerified, suspended: false };
  });
}
