import { describe, expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { seedPerson } from "@/lib/db/testing/people";
import { systemActor } from "../actor";
import { findPersonDetail, listPeople } from "../queries";
import { type PeopleFilter, peopleFilterSchema } from "../schema";
import { grantRole } from "./grant-role";
import { reinstatePerson } from "./reinstate-person";
import { revokeRole } from "./revoke-role";
import { suspendPerson } from "./suspend-person";

const why = "for the test";
const rolesOf = async (id: string) => (await db().user.findUniqueOrThrow({ where: { id } })).roles;
const kindsOf = async (userId: string) =>
  (await db().userEvent.findMany({ where: { userId }, orderBy: { id: "asc" } })).map((event) => event.kind);
const everybody: PeopleFilter = peopleFilterSchema.parse({});

describe("roles", () => {
  it("are given and taken by operators, each time with who, what and why", async () => {
    const [operator, person] = [await seedPerson("operator"), await seedPerson("contributor")];
    await grantRole(operator, { personId: person.userId, role: "maintainer", why });
    expect(await rolesOf(person.userId)).toEqual(["contributor", "maintainer"]);
    await revokeRole(operator, { personId: person.userId, role: "contributor", why });
    expect(await rolesOf(person.userId)).toEqual(["maintainer"]);
    const events = await db().userEvent.findMany({ where: { userId: person.userId }, orderBy: { id: "asc" } });
    expect(events).toMatchObject([
      { kind: "role-granted", actor: operator.userId, why, data: { role: "maintainer" } },
      { kind: "role-revoked", actor: operator.userId, why, data: { role: "contributor" } },
    ]);
  });
  it("are not given by anybody else", async () => {
    const person = await seedPerson("contributor");
    for (const role of ["contributor", "evaluator", "maintainer", "auditor"] as const) {
      const actor = await seedPerson(role);
      await expect(grantRole(actor, { personId: person.userId, role: "operator", why })).rejects.toThrow("roles do not allow");
    }
    await expect(grantRole({ kind: "anonymous" }, { personId: person.userId, role: "operator", why })).rejects.toThrow("Sign in");
    expect(await kindsOf(person.userId)).toEqual([]);
  });
  it("are not changed by their own holder", async () => {
    const operator = await seedPerson("operator");
    const input = { personId: operator.userId, why };
    await expect(grantRole(operator, { ...input, role: "maintainer" })).rejects.toThrow("another operator");
    await expect(revokeRole(operator, { ...input, role: "operator" })).rejects.toThrow("another operator");
    await expect(suspendPerson(operator, input)).rejects.toThrow("another operator");
    expect(await rolesOf(operator.userId)).toEqual(["operator"]);
  });
  it("given by several operators at once are held once, with one event", async () => {
    const person = await seedPerson("contributor");
    const operators = [await seedPerson("operator"), await seedPerson("operator"), await seedPerson("operator")];
    const input = { personId: person.userId, role: "auditor" as const, why };
    const outcomes = await Promise.allSettled(operators.map((operator) => grantRole(operator, input)));
    expect(outcomes.filter((each) => each.status === "fulfilled")).toHaveLength(1);
    expect(await rolesOf(person.userId)).toEqual(["contributor", "auditor"]);
    expect(await kindsOf(person.userId)).toEqual(["role-granted"]);
  });
  it("of a person who does not exist cannot be changed", async () => {
    const personId = "0199aaaa-0000-7000-8000-000000000000";
    await expect(grantRole(systemActor("test"), { personId, role: "auditor", why })).rejects.toThrow("does not exist");
  });
});

describe("a suspension", () => {
  it("stops, is recorded, and leaves the roles for the return", async () => {
    const [operator, person] = [await seedPerson("operator"), await seedPerson("contributor")];
    const input = { personId: person.userId, why };
    await suspendPerson(operator, input);
    await expect(suspendPerson(operator, input)).rejects.toThrow("suspended already");
    expect(await db().user.findUniqueOrThrow({ where: { id: person.userId } })).toMatchObject({
      state: "suspended",
      roles: ["contributor"],
    });
    await reinstatePerson(operator, input);
    await expect(reinstatePerson(operator, input)).rejects.toThrow("is not suspended");
    expect(await kindsOf(person.userId)).toEqual(["suspended", "reinstated"]);
  });
});

describe("the list of people", () => {
  it("shows addresses to those who manage roles and to nobody else", async () => {
    const [operator, auditor] = [await seedPerson("operator"), await seedPerson("auditor")];
    const seen = await listPeople(operator, everybody);
    expect(seen.people.every((person) => person.email !== null)).toBe(true);
    const masked = await listPeople(auditor, everybody);
    expect(masked.total).toBe(seen.total);
    expect(masked.people.every((person) => person.email === null)).toBe(true);
    expect(await findPersonDetail(auditor, operator.userId)).toMatchObject({ email: null, roles: ["operator"] });
    const { email } = await db().user.findUniqueOrThrow({ where: { id: operator.userId } });
    expect((await listPeople(auditor, { ...everybody, search: email ?? "" })).total, "nor by searching").toBe(0);
    await expect(listPeople(await seedPerson("maintainer"), everybody)).rejects.toThrow("roles do not allow");
  });
  it("narrows by role, standing and part of a name, taken literally", async () => {
    const operator = await seedPerson("operator");
    const odd = await seedPerson("evaluator");
    await db().user.update({ where: { id: odd.userId }, data: { name: "100%_Björk", state: "suspended" } });
    const find = async (filter: Partial<PeopleFilter>) =>
      (await listPeople(operator, { ...everybody, ...filter })).people.map((each) => each.id);
    expect(await find({ search: "%_bj" })).toEqual([odd.userId]);
    expect(await find({ search: "%" })).toEqual([odd.userId]);
    expect(await find({ role: "evaluator", standing: "suspended" })).toContain(odd.userId);
    expect(await find({ role: "evaluator", standing: "active" })).not.toContain(odd.userId);
  });
});
