import type { Transaction } from "@/lib/db/client";
import { type Actor, actorLabel } from "../actor";
import type { PersonEventKind } from "../labels";

interface PersonEvent {
  kind: PersonEventKind;
  why?: string;
  data?: Record<string, string>;
}

/** Writes what happened to a person's account, in the same transaction as the change itself. */
export async function recordEvent(tx: Transaction, actor: Actor, userId: string, event: PersonEvent): Promise<void> {
  await tx.userEvent.create({
    data: { userId, actor: actorLabel(actor), kind: event.kind, why: event.why ?? "", data: event.data ?? {} },
  });
}
