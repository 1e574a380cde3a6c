import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import type { Actor } from "../actor";
import { roleLabels } from "../labels";
import { requirePermission } from "../permissions";
import type { RoleChange } from "../schema";
import { refuseOneself, requireExistingPerson } from "./change-standing";
import { recordEvent } from "./record-event";

/** Takes a role from a person. It acts at the person's next request. */
export async function revokeRole(actor: Actor, input: RoleChange): Promise<void> {
  requirePermission(actor, "user:manage-roles");
  const { personId, role, why } = input;
  refuseOneself(actor, personId);
  await inTransaction(async (tx) => {
    const { name } = await requireExistingPerson(tx, personId);
    const count = await tx.$executeRaw`
      UPDATE "User" SET "roles" = array_remove("roles", ${role}::"Role")
      WHERE "id" = ${personId}::uuid AND ${role}::"Role" = ANY("roles")`;
    if (count === 0) throw new AppError("CONFLICT", `${name} is not ${roleLabels[role].title.toLowerCase()}.`);
    await recordEvent(tx, actor, personId, { kind: "role-revoked", why, data: { role } });
  });
}
