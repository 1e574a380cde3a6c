import { inTransaction } from "@/lib/db/transaction";
import { env } from "@/lib/env";
import { systemActor } from "../actor";
import { recordEvent } from "../people/record-event";
import { personaAddress, personas } from "./personas";

/**
 * Makes the personas of demo mode who do not exist yet; outside demo mode there are none. Safe to repeat: what an
 * operator of the demo changed about them stays.
 * @returns how many were made.
 */
export async function seedPersonas(): Promise<number> {
  if (!env().DEMO_MODE) return 0;
  let made = 0;
  for (const persona of personas) {
    made += await inTransaction(async (tx) => {
      const { id, name, role } = persona;
      const row = { id, name, email: personaAddress(persona), emailVerified: new Date(), roles: [role], persona: true };
      const { count } = await tx.user.createMany({ data: [row], skipDuplicates: true });
      if (count > 0) await recordEvent(tx, systemActor("seed"), id, { kind: "joined" });
      return count;
    });
  }
  return made;
}
