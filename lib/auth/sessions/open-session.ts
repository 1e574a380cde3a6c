import { db } from "@/lib/db/client";
import { hashSessionToken, newSessionToken } from "./session-token";

const day = 24 * 60 * 60 * 1000;
/** Milliseconds after which an unused session ends. */
export const idleLimit = 7 * day;
/** Milliseconds after which every session ends, used or not. */
export const absoluteLimit = 30 * day;

/** A fresh session of a person. `expires` is the absolute end, for the cookie; the row itself ends earlier when idle. */
export interface OpenSession {
  token: string;
  expires: Date;
}

/** Signs a person in on one browser. The caller has made sure who it is. */
export async function openSession(userId: string, token = newSessionToken(), now = new Date()): Promise<OpenSession> {
  await db().session.deleteMany({ where: { expires: { lt: now } } });
  await db().session.create({
    data: { sessionToken: hashSessionToken(token), userId, createdAt: now, expires: new Date(now.getTime() + idleLimit) },
  });
  return { token, expires: new Date(now.getTime() + absoluteLimit) };
}
