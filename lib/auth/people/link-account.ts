import { inTransaction } from "@/lib/db/transaction";
import { systemActor } from "../actor";
import { recordEvent } from "./record-event";

/** An account at an identity provider. Its tokens are not kept: we never act in anybody's name. */
export interface ProviderAccount {
  userId: string;
  type: string;
  provider: string;
  providerAccountId: string;
}

/** Ties an account at a provider to a person; the sign-in flow has made sure that the person wanted it. */
export function linkAccount(account: ProviderAccount): Promise<void> {
  const { userId, type, provider, providerAccountId } = account;
  return inTransaction(async (tx) => {
    await tx.account.create({ data: { userId, type, provider, providerAccountId } });
    await recordEvent(tx, systemActor("sign-in"), userId, { kind: "account-linked", data: { provider } });
  });
}
