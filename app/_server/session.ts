import "server-only";
import type { Route } from "next";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { type Actor, anonymous } from "@/lib/auth/actor";
import type { Person } from "@/lib/auth/people/require-person";
import type { RoleName } from "@/lib/auth/roles";
import { findSession, type SignedIn } from "@/lib/auth/sessions/find-session";
import { ownPath } from "@/lib/auth/signing-in/own-path";
import { personas } from "@/lib/auth/signing-in/personas";
import { authCookies } from "./auth-cookies";
import { isDemoRequest } from "./auth-demo";

/** What the browser keeps of its session. */
export async function currentSessionToken(): Promise<string | null> {
  return (await cookies()).get(authCookies().sessionToken.name)?.value ?? null;
}

const currentSession = cache(async (): Promise<SignedIn | null> => {
  const token = await currentSessionToken();
  const session = token ? await findSession(token) : null;
  // A persona is nobody outside a demo, also when the demo's database is used for real later.
  return session?.persona && !(await isDemoRequest()) ? null : session;
});

/**
 * Who is asking. Session, roles and standing are read again for every request, so that a changed role or a suspension
 * acts at once: a suspended person is nobody in particular.
 */
export const currentActor = cache(async (): Promise<Actor> => {
  const session = await currentSession();
  if (!session || session.suspended) return anonymous;
  const { userId, name, roles, emailVerified } = session;
  return { kind: "user", userId, name, roles, emailVerified: emailVerified !== null };
});

/** For the head of the page: who is looking, as which persona of a demo, and whether a suspension has to be explained. */
export type Viewer =
  | { kind: "anonymous" }
  | { kind: "suspended"; name: string; persona: string | null }
  | { kind: "person"; name: string; roles: readonly RoleName[]; persona: string | null };

export const currentViewer = cache(async (): Promise<Viewer> => {
  const session = await currentSession();
  if (!session) return { kind: "anonymous" };
  const { name, roles, suspended, userId } = session;
  const persona = personas.find((each) => each.id === userId)?.slug ?? null;
  return suspended ? { kind: "suspended", name, persona } : { kind: "person", name, roles, persona };
});

/** Leads on to an address that was made at run time: one of our own paths, or a provider's page. */
export function leadTo(address: string): never {
  redirect(address as Route);
}

/**
 * For pages that need a person: everybody else is led to sign in and comes back to `path`.
 * @param query what the page was asked for: filters, or a form that is not sent yet
 */
export async function requireSignedIn(path: string, query: Record<string, string | string[] | undefined> = {}): Promise<Person> {
  const actor = await currentActor();
  if (actor.kind === "user") return actor;
  const entries = Object.entries(query).flatMap(([name, value]) => [value ?? []].flat().map((each) => [name, each]));
  const asked = entries.length > 0 ? `${path}?${new URLSearchParams(entries)}` : path;
  leadTo(`/sign-in?next=${encodeURIComponent(ownPath(asked, path))}`);
}
