import { db } from "@/lib/db/client";
import { hashSessionToken } from "./session-token";

/** Signs one browser out. An unknown token counts as signed out. */
export async function closeSession(token: string): Promise<void> {
  await db().session.deleteMany({ where: { sessionToken: hashSessionToken(token) } });
}
