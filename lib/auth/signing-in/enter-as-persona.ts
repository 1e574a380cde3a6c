import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { notFound } from "@/lib/errors";
import { type OpenSession, openSession } from "../sessions/open-session";
import { personas } from "./personas";

/**
 * Signs in as one of the demo's personas, without any proof: that is what demo mode is.
 * The caller has checked that the request came to a loopback address.
 */
export async function enterAsPersona(slug: string): Promise<OpenSession> {
  const persona = personas.find((each) => each.slug === slug);
  if (!env().DEMO_MODE || !persona) throw notFound("persona");
  const row = await db().user.findUnique({ where: { id: persona.id, persona: true } });
  if (!row) throw notFound("persona");
  return openSession(row.id);
}
