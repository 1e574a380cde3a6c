import type { Actor } from "@/lib/auth/actor";
import type { RoleName } from "@/lib/auth/roles";
import { db } from "../client";

let count = 0;

/** A signed-in person with a verified address, as row and as actor. */
export async function seedPerson(...roles: RoleName[]): Promise<Extract<Actor, { kind: "user" }>> {
  count += 1;
  const held: RoleName[] = roles.length > 0 ? roles : ["contributor"];
  const name = `Person ${count}`;
  const user = await db().user.create({
    data: { name, email: `person${count}.${Date.now()}@example.org`, emailVerified: new Date(), roles: held },
  });
  return { kind: "user", userId: user.id, name, roles: held, emailVerified: true };
}
