import { db } from "@/lib/db/client";
import type { RoleName } from "../roles";
import { absoluteLimit, idleLimit } from "./open-session";
import { hashSessionToken } from "./session-token";

/** What somebody is called who gave no name. Never the address: names are public. */
export const nameless = "No name yet";

const day = 24 * 60 * 60 * 1000;

/** A valid session and the person as the database knows them now. */
export interface SignedIn {
  sessionId: string;
  expires: Date;
  userId: string;
  name: string;
  email: string | null;
  emailVerified: Date | null;
  roles: RoleName[];
  suspended: boolean;
  persona: boolean;
}

/** Reads session and person each time. Use keeps a session alive, but not beyond its absolute end. */
export async function findSession(token: string, now = new Date()): Promise<SignedIn | null> {
  const session = await db().session.findUnique({ where: { sessionToken: hashSessionToken(token) }, include: { user: true } });
  if (!session) return null;
  const end = session.createdAt.getTime() + absoluteLimit;
  if (session.expires <= now || end <= now.getTime()) {
    await db().session.deleteMany({ where: { id: session.id } });
    return null;
  }
  // Once a day is enough to remember that a session is in use.
  if (session.expires.getTime() - now.getTime() < idleLimit - day) {
    const expires = new Date(Math.min(now.getTime() + idleLimit, end));
    await db().session.updateMany({ where: { id: session.id }, data: { expires } });
  }
  const { user } = session;
  return {
    sessionId: session.id,
    expires: new Date(end),
    userId: user.id,
    name: user.name ?? nameless,
    email: user.email,
    emailVerified: user.emailVerified,
    roles: user.roles,
    suspended: user.state === "suspended",
    persona: user.persona,
  };
}
