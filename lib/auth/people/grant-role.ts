import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import type { Actor } from "../actor";
import { roleLabels } from "../labels";
import { requirePermission } from "../permissions";
import type { RoleChange } from "../schema";
import { refuseOneself, requireExistingPerson } from "./change-standing";
import { recordEvent } from "./record-event";

/** Gives a person a role. It acts at the person's next request. */
export async function grantRole(actor: Actor, input: RoleChange): Promise<void> {
  requirePermission(actor, "user:manage-roles");
  const { personId, role, why } = input;
  refuseOneself(actor, personId);
  await inTransaction(async (tx) => {
    const { name } = await requireExistingPerson(tx, personId);
    const { count } = await tx.user.updateMany({ where: { id: personId, NOT: { roles: { has: role } } }, data: { roles: { push: role } } });
    if (count === 0) throw new AppError("CONFLICT", `${name} already is ${roleLabels[role].title.toLowerCase()}.`);
    await recordEvent(tx, actor, personId, { kind: "role-granted", why, data: { role } });
  });
}
