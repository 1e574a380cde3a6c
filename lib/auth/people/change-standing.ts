import type { Transaction } from "@/lib/db/client";
import { AppError, notFound } from "@/lib/errors";
import type { Actor } from "../actor";

/** Shared by the verbs that change what somebody else may do. Nobody does that to themselves, in either direction. */
export function refuseOneself(actor: Actor, personId: string): void {
  if (actor.kind !== "user" || actor.userId !== personId) return;
  throw new AppError("NOT_ALLOWED", "Nobody changes their own roles or standing: ask another operator.");
}

/** @throws AppError NOT_FOUND */
export async function requireExistingPerson(tx: Transaction, personId: string): Promise<{ name: string }> {
  const row = await tx.user.findUnique({ where: { id: personId } });
  if (!row) throw notFound("person");
  return { name: row.name ?? "This person" };
}
