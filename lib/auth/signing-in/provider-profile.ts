import { z } from "zod";
import { readAddress } from "@/lib/mail/address";

/** What Hugging Face's userinfo says; `sub` survives renaming, `preferred_username` does not. */
const hubProfileSchema = z.object({
  sub: z.string().min(1),
  name: z.string().nullish(),
  preferred_username: z.string().nullish(),
  email: z.string().nullish(),
  email_verified: z.boolean().nullish(),
  orgs: z.array(z.object({ preferred_username: z.string(), roleInOrg: z.string().nullish() })).nullish(),
});

const gitHubProfileSchema = z.object({
  id: z.int(),
  login: z.string(),
  name: z.string().nullish(),
  emails: z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() })),
});

/** What we use of both providers' answers. */
export interface OwnProfile {
  id: string;
  name: string;
  /** Set only when the provider says that it is verified. */
  email?: string;
  username: string | null;
  organisations: string[];
}

const ownProfileSchema = z.object({ username: z.string().nullable(), organisations: z.array(z.string()) });

/** The part of a profile that next-auth's events hand back untyped. */
export function readOwnProfile(profile: unknown): Pick<OwnProfile, "username" | "organisations"> {
  return ownProfileSchema.catch({ username: null, organisations: [] }).parse(profile);
}

function withAddress(profile: Omit<OwnProfile, "email">, email: string | null | undefined): OwnProfile {
  const address = email ? readAddress(email) : null;
  return address === null ? profile : { ...profile, email: address };
}

/** @param raw claims of the ID token and of userinfo, together */
export function readHubProfile(raw: unknown): OwnProfile {
  const { sub, name, preferred_username, email, email_verified, orgs } = hubProfileSchema.parse(raw);
  const username = preferred_username ?? null;
  const organisations = (orgs ?? []).filter((org) => ["admin", "write"].includes(org.roleInOrg ?? "")).map((org) => org.preferred_username);
  return withAddress({ id: sub, name: name || username || "Someone", username, organisations }, email_verified === true ? email : null);
}

/** @param raw GitHub's /user with the list of /user/emails as `emails` */
export function readGitHubProfile(raw: unknown): OwnProfile {
  const { id, login, name, emails } = gitHubProfileSchema.parse(raw);
  const primary = emails.find((each) => each.primary && each.verified);
  return withAddress({ id: String(id), name: name || login, username: login, organisations: [] }, primary?.email);
}
