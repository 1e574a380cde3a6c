import { db } from "@/lib/db/client";

/** The Hugging Face namespaces that a person proved to write to at the last sign-in with it. */
export interface HubNames {
  username: string | null;
  organisations: string[];
}

/** Whose repositories are this person's own? Null while no Hugging Face account is linked. */
export async function hubNamesOf(userId: string): Promise<HubNames | null> {
  const account = await db().account.findFirst({ where: { userId, provider: "huggingface" } });
  return account ? { username: account.username, organisations: account.organisations } : null;
}
