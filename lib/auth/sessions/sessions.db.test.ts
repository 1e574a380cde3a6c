import { describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { seedPerson } from "@/lib/db/testing/people";
import { closeSession } from "./close-session";
import { findSession } from "./find-session";
import { openSession } from "./open-session";
import { signOutElsewhere } from "./sign-out-elsewhere";

const day = 24 * 60 * 60 * 1000;
const inDays = (days: number) => new Date(Date.now() + days * day);

describe("a session", () => {
  it("is stored so that the table alone opens none", async () => {
    const { userId } = await seedPerson("contributor");
    const { token } = await openSession(userId);
    const rows = await db().session.findMany({ where: { userId } });
    expect(rows.map((row) => row.sessionToken)).not.toContain(token);
    expect(await findSession(rows[0]?.sessionToken ?? "")).toBeNull();
    expect((await findSession(token))?.userId).toBe(userId);
  });
  it("ends after seven days without use", async () => {
    const { userId } = await seedPerson("contributor");
    const { token } = await openSession(userId);
    expect(await findSession(token, inDays(7.01))).toBeNull();
    expect(await findSession(token), "also for whoever comes back later").toBeNull();
  });
  it("lives on with use, but never longer than thirty days", async () => {
    const { userId } = await seedPerson("contributor");
    const { token } = await openSession(userId);
    for (const days of [6, 12, 18, 24, 29.9]) expect(await findSession(token, inDays(days)), `day ${days}`).not.toBeNull();
    expect(await findSession(token, inDays(30))).toBeNull();
  });
  it("shows roles, name and standing as they are now", async () => {
    const { userId } = await seedPerson("contributor");
    const { token } = await openSession(userId);
    await db().user.update({ where: { id: userId }, data: { roles: ["maintainer"], state: "suspended", name: "New" } });
    expect(await findSession(token)).toMatchObject({ roles: ["maintainer"], suspended: true, name: "New" });
  });
  it("is over once it was closed", async () => {
    const { userId } = await seedPerson("contributor");
    const { token } = await openSession(userId);
    await closeSession(token);
    expect(await findSession(token)).toBeNull();
  });
  it("is the only one left after signing out everywhere else", async () => {
    const person = await seedPerson("contributor");
    const stranger = await seedPerson("contributor");
    const [kept, lost, others] = await Promise.all([openSession(person.userId), openSession(person.userId), openSession(stranger.userId)]);
    expect(await signOutElsewhere(person, kept.token)).toBe(1);
    expect(await findSession(kept.token)).not.toBeNull();
    expect(await findSession(lost.token)).toBeNull();
    expect(await findSession(others.token)).not.toBeNull();
  });
});
