import "server-only";
import type { Adapter, AdapterAccount, AdapterUser } from "next-auth/adapters";
import { findPerson, findPersonByAccount, findPersonByAddress, type KnownPerson } from "@/lib/auth/people/find-person";
import { linkAccount } from "@/lib/auth/people/link-account";
import { closeSession } from "@/lib/auth/sessions/close-session";
import { findSession } from "@/lib/auth/sessions/find-session";
import { openSession } from "@/lib/auth/sessions/open-session";
import { joinPortal } from "@/lib/auth/signing-in/join-portal";
import { keepHashedToken, takeHashedToken } from "@/lib/auth/signing-in/one-time-token";

function adapted(person: KnownPerson): AdapterUser {
  return { id: person.id, name: person.name, email: person.email ?? "", emailVerified: person.emailVerified };
}

async function required(id: string): Promise<AdapterUser> {
  const person = await findPerson(id);
  if (!person) throw new Error("the person is gone");
  return adapted(person);
}

/** next-auth's view of our tables. Rules live in `lib/auth`; sessions come back with the end that their cookie gets. */
export const adapter: Adapter = {
  // The profile's address is set only when the provider verified it (`auth-providers.ts`), or when a mailed link proved it.
  createUser: async (user: Omit<AdapterUser, "id">) => adapted(await joinPortal({ name: user.name ?? null, email: user.email || null })),
  getUser: async (id) => {
    const person = await findPerson(id);
    return person && adapted(person);
  },
  getUserByEmail: async (email) => {
    const person = await findPersonByAddress(email);
    return person && adapted(person);
  },
  getUserByAccount: async ({ provider, providerAccountId }) => {
    const person = await findPersonByAccount(provider, providerAccountId);
    return person && adapted(person);
  },
  // Called with a fresh `emailVerified` after a mailed link; whoever is found by address has proved it before.
  updateUser: (user) => required(user.id),
  linkAccount: async (account: AdapterAccount) => {
    const { userId, type, provider, providerAccountId } = account;
    await linkAccount({ userId, type, provider, providerAccountId });
  },
  createSession: async ({ sessionToken, userId }) => {
    const { expires } = await openSession(userId, sessionToken);
    return { sessionToken, userId, expires };
  },
  getSessionAndUser: async (sessionToken) => {
    const signedIn = await findSession(sessionToken);
    if (!signedIn) return null;
    const { userId, expires, name, email, emailVerified } = signedIn;
    return { session: { sessionToken, userId, expires }, user: { id: userId, name, email: email ?? "", emailVerified } };
  },
  updateSession: () => null,
  deleteSession: async (sessionToken) => {
    await closeSession(sessionToken);
    return null;
  },
  createVerificationToken: async ({ identifier, token, expires }) => {
    await keepHashedToken(identifier, token, expires);
    return { identifier, token, expires };
  },
  useVerificationToken: ({ identifier, token }) => takeHashedToken(identifier, token),
};
