import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import type { Actor } from "../actor";
import { nameSchema } from "../schema";
import { recordEvent } from "./record-event";
import { requirePerson } from "./require-person";

/** Changes one's own name, as others see it. */
export async function renamePerson(actor: Actor, input: { name: string }): Promise<void> {
  const person = requirePerson(actor);
  const outcome = nameSchema.safeParse(input.name);
  if (!outcome.success) {
    const problems = outcome.error.issues.map(({ message }) => ({ field: "name", message }));
    throw new AppError("INVALID_INPUT", "This name needs another look.", problems);
  }
  const name = outcome.data;
  await inTransaction(async (tx) => {
    // A row without a name is not "different" in SQL's three-valued logic.
    const different = { OR: [{ name: null }, { NOT: { name } }] };
    const { count } = await tx.user.updateMany({ where: { id: person.userId, ...different }, data: { name } });
    if (count > 0) await recordEvent(tx, actor, person.userId, { kind: "renamed", data: { from: person.name, to: name } });
  });
}
