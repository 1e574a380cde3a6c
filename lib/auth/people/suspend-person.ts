import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import type { Actor } from "../actor";
import { requirePermission } from "../permissions";
import type { StandingChange } from "../schema";
import { refuseOneself, requireExistingPerson } from "./change-standing";
import { recordEvent } from "./record-event";

/** Stops a person from acting, at once. Sessions stay, so that the person is told instead of wondering. */
export async function suspendPerson(actor: Actor, input: StandingChange): Promise<void> {
  requirePermission(actor, "user:manage-roles");
  const { personId, why } = input;
  refuseOneself(actor, personId);
  await inTransaction(async (tx) => {
    const { name } = await requireExistingPerson(tx, personId);
    const { count } = await tx.user.updateMany({ where: { id: personId, state: "active" }, data: { state: "suspended" } });
    if (count === 0) throw new AppError("CONFLICT", `${name} is suspended already.`);
    await recordEvent(tx, actor, personId, { kind: "suspended", why });
  });
}
