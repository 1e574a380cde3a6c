import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { BrowserContext } from "@playwright/test";
import type { RoleName } from "@/lib/auth/roles";
import { addresses } from "./addresses";
import { inDatabase } from "./in-database";

/** Somebody whom no other journey is or meets: whoever ends their sessions or suspends them disturbs nobody. */
export interface Newcomer {
  id: string;
  name: string;
}

/** A person of this role alone, written into the database: the demo offers its five personas only, whom all journeys share. */
export function addNewcomer(role: RoleName): Promise<Newcomer> {
  const id = randomUUID();
  const name = `Newcomer ${id.slice(0, 8)}`;
  return inDatabase(async (client) => {
    await client.query('INSERT INTO "User" (id, name, email, "emailVerified", roles) VALUES ($1, $2, $3, now(), ARRAY[$4::"Role"])', [
      id,
      name,
      `${id}@example.org`,
      role,
    ]);
    return { id, name };
  });
}

/** Opens a session of this person in the browser, beside any that it had. */
export function enterAs(context: BrowserContext, { id }: Newcomer): Promise<void> {
  const token = randomBytes(32).toString("base64url");
  const stored = createHash("sha256").update(token).digest("base64url");
  return inDatabase(async (client) => {
    await client.query(
      'INSERT INTO "Session" (id, "sessionToken", "userId", expires) VALUES (gen_random_uuid(), $1, $2, now() + interval \'1 hour\')',
      [stored, id],
    );
    await context.addCookies([{ name: "polyphony.session", value: token, url: addresses.demo(), httpOnly: true, sameSite: "Lax" }]);
  });
}
