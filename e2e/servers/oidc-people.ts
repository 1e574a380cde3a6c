/** The people whom the identity provider of the journeys knows, and what it says about them. */
export interface HubPerson {
  sub: string;
  preferred_username: string;
  name: string;
  email: string;
  email_verified: boolean;
  orgs: { sub: string; name: string; preferred_username: string; roleInOrg: "admin" | "write" | "read" | "contributor" }[];
}

const organisation = (name: string, roleInOrg: HubPerson["orgs"][number]["roleInOrg"]) => ({
  sub: `org-${name}`,
  name,
  preferred_username: name,
  roleInOrg,
});

export const hubPeople: readonly HubPerson[] = [
  {
    sub: "hub-lena",
    preferred_username: "lena-hub",
    name: "Lena Moreau",
    email: "lena@example.org",
    email_verified: true,
    orgs: [organisation("braid-lab", "write"), organisation("reading-circle", "read")],
  },
  { sub: "hub-sam", preferred_username: "sam", name: "Sam Tanaka", email: "sam@example.org", email_verified: true, orgs: [] },
  // Claims an address that was never confirmed.
  { sub: "hub-mallory", preferred_username: "mallory", name: "Mallory", email: "victim@example.org", email_verified: false, orgs: [] },
];

export interface GitHubPerson {
  id: number;
  login: string;
  name: string | null;
  emails: { email: string; primary: boolean; verified: boolean; visibility: null }[];
}

const address = (email: string, primary: boolean, verified: boolean) => ({ email, primary, verified, visibility: null });

export const gitHubPeople: readonly GitHubPerson[] = [
  { id: 101, login: "lena-codes", name: "Lena Moreau", emails: [address("lena@example.org", true, true)] },
  { id: 102, login: "kofi", name: null, emails: [address("old@example.org", false, true), address("kofi@example.org", true, true)] },
  {
    id: 103,
    login: "mallory-codes",
    name: "Mallory",
    emails: [address("victim@example.org", true, false), address("mallory@example.org", false, true)],
  },
];
