import { systemActor } from "@/lib/auth/actor";
import { admit } from "@/lib/pool/admit";

/** Pins an approved submission and makes it a model of the pool. */
export function handleAdmitToPool(payload: { submissionId: string }): Promise<void> {
  return admit(systemActor("worker"), payload);
}
