import { inTransaction } from "@/lib/db/transaction";
import { systemActor } from "../actor";
import { recordEvent } from "../people/record-event";

/** What a provider said about its account just now. */
export interface FreshAccount {
  provider: string;
  providerAccountId: string;
  username: string | null;
  /** Hugging Face organisations that the account may write to. */
  organisations: string[];
}

/** Remembers a sign-in, and the user name and organisations that the provider reported with it. */
export function recordSignIn(userId: string, account: FreshAccount): Promise<void> {
  const { provider, providerAccountId, username, organisations } = account;
  return inTransaction(async (tx) => {
    await tx.account.updateMany({ where: { userId, provider, providerAccountId }, data: { username, organisations } });
    await recordEvent(tx, systemActor("sign-in"), userId, { kind: "signed-in", data: { provider } });
  });
}
