import { createHash } from "node:crypto";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";

/**
 * Sixteen hex digits that tell this portal's jobs from those of another one that uses the same account of the same cluster. A
 * database that was copied elsewhere is another portal, so that neither ends the jobs of the other.
 */
export async function readPortalMark(): Promise<string> {
  const [row] = await db().$queryRaw<{ system: string; name: string }[]>`
    SELECT system_identifier::text AS system, current_database()::text AS name FROM pg_control_system()`;
  return createHash("sha256")
    .update(JSON.stringify([row, env().NEXTAUTH_URL]))
    .digest("hex")
    .slice(0, 16);
}
