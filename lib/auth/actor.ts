import type { RoleName } from "./roles";

/** Whoever acts: a person who signed in, nobody in particular, or the portal itself. */
export type Actor =
  | { kind: "anonymous" }
  | { kind: "user"; userId: string; name: string; roles: readonly RoleName[]; emailVerified: boolean }
  | { kind: "system"; name: string };

export const anonymous: Actor = { kind: "anonymous" };

/** The portal acting by itself; `name` says which part, for the event log. */
export function systemActor(name: string): Actor {
  return { kind: "system", name };
}

/** What the event log stores: the person's id, or the system's name. */
export function actorLabel(actor: Actor): string {
  if (actor.kind === "user") return actor.userId;
  return actor.kind === "system" ? `system:${actor.name}` : "anonymous";
}
