import { db } from "@/lib/db/client";

/** What signing in needs to know about a person. */
export interface KnownPerson {
  id: string;
  name: string | null;
  email: string | null;
  emailVerified: Date | null;
  suspended: boolean;
}

interface Row extends Omit<KnownPerson, "suspended"> {
  state: "active" | "suspended";
}

function known(row: Row | null | undefined): KnownPerson | null {
  if (!row) return null;
  const { id, name, email, emailVerified, state } = row;
  return { id, name, email, emailVerified, suspended: state === "suspended" };
}

export async function findPerson(id: string): Promise<KnownPerson | null> {
  return known(await db().user.findUnique({ where: { id } }));
}

/** The person who proved to read mail at `email`. An address that somebody only claims belongs to nobody. */
export async function findPersonByAddress(email: string): Promise<KnownPerson | null> {
  return known(await db().user.findUnique({ where: { email, emailVerified: { not: null }, persona: false } }));
}

export async function findPersonByAccount(provider: string, providerAccountId: string): Promise<KnownPerson | null> {
  const account = await db().account.findUnique({
    where: { provider_providerAccountId: { provider, providerAccountId } },
    include: { user: true },
  });
  return known(account?.user);
}
