import { AppError } from "@/lib/errors";
import type { Actor } from "./actor";
import { type RoleName, roleNames } from "./roles";

/** A column of the table: a role, or `anonymous` or `system`, which are no roles. */
type Column = RoleName | "anonymous" | "system";

const everyone: readonly Column[] = ["anonymous", "system", ...roleNames];
const signedIn: readonly Column[] = ["system", ...roleNames];

/** Who may do what. The only place that knows; verbs ask it first, pages ask it before they show a button. */
const permissions = {
  "leaderboard:read": everyone,
  "model:read": everyone,
  "task:read": everyone,
  "task:import": ["system", "operator"],
  "run:import": ["system", "operator"],
  "zoo:change": ["system", "operator"],
  "run:read": everyone,
  "submission:create": signedIn,
  /** Read, edit, withdraw one's own; the verb checks whose it is. */
  "submission:own": signedIn,
  "submission:read-all": ["system", "maintainer", "auditor"],
  "submission:review": ["system", "maintainer"],
  "submission:check": ["system"],
  "model:admit": ["system"],
  "model:add-local": ["system", "operator"],
  "run:launch": ["system", "maintainer", "operator"],
  "run:cancel": ["system", "maintainer", "operator"],
  "run:execute": ["system"],
  "job:submit": ["system", "operator"],
  "job:cancel": ["system", "maintainer", "operator"],
  "chore:retry": ["system", "maintainer", "operator"],
  "operate:read": ["system", "operator", "maintainer", "auditor"],
  "user:read": ["system", "operator", "auditor"],
  "user:manage-roles": ["system", "operator"],
} as const satisfies Record<`${string}:${string}`, readonly Column[]>;

export type Permission = keyof typeof permissions;

function columnsOf(actor: Actor): readonly Column[] {
  return actor.kind === "user" ? actor.roles : [actor.kind];
}

/** Whether the table lets `actor` do this at all; ownership is the verb's own check. */
export function may(actor: Actor, permission: Permission): boolean {
  const allowed: readonly Column[] = permissions[permission];
  return columnsOf(actor).some((column) => allowed.includes(column));
}

/**
 * First line of every verb.
 * @throws AppError SIGN_IN_REQUIRED for nobody in particular, NOT_ALLOWED for a person without the role.
 */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (may(actor, permission)) return;
  if (actor.kind === "anonymous") throw new AppError("SIGN_IN_REQUIRED", "Sign in to do this.");
  throw new AppError("NOT_ALLOWED", "Your roles do not allow this. An operator can grant the role that does.");
}
