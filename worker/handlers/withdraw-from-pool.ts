import { systemActor } from "@/lib/auth/actor";
import { withdrawModel } from "@/lib/pool/withdraw-model";

/** Takes the model of a withdrawn submission out of use. */
export function handleWithdrawFromPool(payload: { submissionId: string }): Promise<void> {
  return withdrawModel(systemActor("worker"), payload);
}
