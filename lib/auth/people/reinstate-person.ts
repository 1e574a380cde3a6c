import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import type { Actor } from "../actor";
import { requirePermission } from "../permissions";
import type { StandingChange } from "../schema";
import { refuseOneself, requireExistingPerson } from "./change-standing";
import { recordEvent } from "./record-event";

/** Lets a suspended person act again, with the roles held before. */
export async function reinstatePerson(actor: Actor, input: StandingChange): Promise<void> {
  requirePermission(actor, "user:manage-roles");
  const { personId, why } = input;
  refuseOneself(actor, personId);
  await inTransaction(async (tx) => {
    const { name } = await requireExistingPerson(tx, personId);
    const { count } = await tx.user.updateMany({ where: { id: personId, state: "suspended" }, data: { state: "active" } });
    if (count === 0) throw new AppError("CONFLICT", `${name} is not suspended.`);
    await recordEvent(tx, actor, personId, { kind: "reinstated", why });
  });
}
