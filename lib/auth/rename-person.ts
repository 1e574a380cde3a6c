import { inTransaction } from "@/lib/db/transaction";
import type { Actor } from "./actor";
import { recordEvent } from "./record-event";
import { requirePerson } from "./require-person";

/** Changes one's own name, as others see it. */
export async function renamePerson(actor: Actor, input: { name: string }): Promise<void> {
  const person = requirePerson(actor);
  await inTransaction(async (tx) => {
    const { count } = await tx.user.updateMany({ where: { id: person.userId, NOT: { name: input.name } }, data: { name: input.name } });
    if (count > 0) await recordEvent(tx, actor, person.userId, { kind: "renamed", data: { from: person.name, to: input.name } });
  });
}
