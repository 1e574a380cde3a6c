import { inTransaction } from "@/lib/db/transaction";
import type { Actor } from "../actor";
import { recordEvent } from "../people/record-event";
import { requirePerson } from "../people/require-person";
import { hashSessionToken } from "./session-token";

/**
 * Ends all of one's own sessions but the present one.
 * @param token what the asking browser keeps
 * @returns how many browsers were signed out.
 */
export async function signOutElsewhere(actor: Actor, token: string): Promise<number> {
  const person = requirePerson(actor);
  return inTransaction(async (tx) => {
    const { count } = await tx.session.deleteMany({
      where: { userId: person.userId, NOT: { sessionToken: hashSessionToken(token) } },
    });
    if (count > 0) await recordEvent(tx, actor, person.userId, { kind: "signed-out-elsewhere" });
    return count;
  });
}
