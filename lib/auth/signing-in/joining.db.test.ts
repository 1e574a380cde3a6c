import { describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { seedPerson } from "@/lib/db/testing/people";
import { findPersonByAccount, findPersonByAddress } from "../people/find-person";
import { linkAccount } from "../people/link-account";
import { unlinkAccount } from "../people/unlink-account";
import { joinPortal } from "./join-portal";
import { recordSignIn } from "./record-sign-in";

const account = (userId: string, provider: string, providerAccountId: string) =>
  linkAccount({ userId, type: "oauth", provider, providerAccountId });

describe("joining", () => {
  it("writes a proved address and leaves out any other", async () => {
    expect(await joinPortal({ name: "Ada", email: "ada@example.org" })).toMatchObject({
      email: "ada@example.org",
      emailVerified: expect.any(Date),
    });
    expect(await joinPortal({ name: "Bo", email: null })).toMatchObject({ email: null, emailVerified: null });
  });
  it("does not find a person by an address that was only claimed, and takes the claim away from its holder", async () => {
    const claimer = await db().user.create({ data: { name: "Mallory", email: "victim@example.org" } });
    await account(claimer.id, "github", "mallory");
    expect(await findPersonByAddress("victim@example.org")).toBeNull();

    const victim = await joinPortal({ name: "Victim", email: "victim@example.org" });
    expect((await findPersonByAddress("victim@example.org"))?.id).toBe(victim.id);
    expect((await findPersonByAccount("github", "mallory"))?.id).toBe(claimer.id);
    expect((await db().user.findUniqueOrThrow({ where: { id: claimer.id } })).email).toBeNull();
  });
  it("never makes a second person of a proved address", async () => {
    const { userId } = await seedPerson("contributor");
    const { email } = await db().user.findUniqueOrThrow({ where: { id: userId } });
    await expect(joinPortal({ name: "Twin", email })).rejects.toThrow();
  });
});

describe("an account at a provider", () => {
  it("belongs to one person only", async () => {
    const [ada, bo] = [await seedPerson("contributor"), await seedPerson("contributor")];
    await account(ada.userId, "github", "shared");
    await expect(account(bo.userId, "github", "shared")).rejects.toThrow();
  });
  it("keeps no token of the provider", async () => {
    const { userId } = await seedPerson("contributor");
    const tokens = { access_token: "secret", id_token: "secret", refresh_token: "secret" };
    await linkAccount({ userId, type: "oauth", provider: "github", providerAccountId: "tokens", ...tokens });
    const row = await db().account.findFirstOrThrow({ where: { userId } });
    expect(JSON.stringify(row)).not.toContain("secret");
  });
  it("says whose repositories are the person's own, as of the last sign-in", async () => {
    const { userId } = await seedPerson("contributor");
    const names = () =>
      db().account.findFirst({ where: { userId, provider: "huggingface" }, select: { username: true, organisations: true } });
    expect(await names()).toBeNull();
    await account(userId, "huggingface", "sub-1");
    const fresh = { provider: "huggingface", providerAccountId: "sub-1" };
    await recordSignIn(userId, { ...fresh, username: "ada", organisations: ["lab"] });
    await recordSignIn(userId, { ...fresh, username: "ada-renamed", organisations: [] });
    expect(await names()).toEqual({ username: "ada-renamed", organisations: [] });
  });
  it("cannot be unlinked while it is the only way in", async () => {
    const person = await seedPerson("contributor");
    await account(person.userId, "github", "only");
    await expect(unlinkAccount(person, { provider: "github" })).rejects.toThrow("only way to sign in");
    await account(person.userId, "huggingface", "second");
    await unlinkAccount(person, { provider: "github" });
    expect(await findPersonByAccount("github", "only")).toBeNull();
  });
  it("is not both unlinked when two browsers unlink one each at once", async () => {
    const person = await seedPerson("contributor");
    await account(person.userId, "github", "race-1");
    await account(person.userId, "huggingface", "race-2");
    const outcomes = await Promise.allSettled([
      unlinkAccount(person, { provider: "github" }),
      unlinkAccount(person, { provider: "huggingface" }),
    ]);
    expect(outcomes.map((each) => each.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await db().account.count({ where: { userId: person.userId } })).toBe(1);
  });
});
