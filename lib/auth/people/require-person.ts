import { AppError } from "@/lib/errors";
import type { Actor } from "../actor";

export type Person = Extract<Actor, { kind: "user" }>;

/**
 * First line of verbs about one's own account, which need no role: also a person whose last role was taken keeps it.
 * @throws AppError SIGN_IN_REQUIRED
 */
export function requirePerson(actor: Actor): Person {
  if (actor.kind === "user") return actor;
  throw new AppError("SIGN_IN_REQUIRED", "Sign in to do this.");
}
