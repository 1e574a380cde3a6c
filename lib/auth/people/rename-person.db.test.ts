import { expect, it } from "vitest";
import { db } from "@/lib/db/client";
import { seedPerson } from "@/lib/db/testing/people";
import { anonymous } from "../actor";
import { renamePerson } from "./rename-person";

const nameOf = async (id: string) => (await db().user.findUniqueOrThrow({ where: { id } })).name;

it("a person changes the own name, also the first one, and the record keeps both", async () => {
  const person = await seedPerson("contributor");
  await db().user.update({ where: { id: person.userId }, data: { name: null } });
  await renamePerson(person, { name: "  Ada Okafor " });
  expect(await nameOf(person.userId)).toBe("Ada Okafor");
  await renamePerson(person, { name: "Ada Okafor" });
  const events = await db().userEvent.findMany({ where: { userId: person.userId } });
  expect(events).toMatchObject([{ kind: "renamed", data: { to: "Ada Okafor" } }]);
});
it("a name that is empty, endless or cannot be seen is refused, and nobody is asked for more than to sign in", async () => {
  const person = await seedPerson("contributor");
  for (const name of ["", "   ", "a".repeat(81), "Ada\u202e", "Ada\u0000", "Ada\u200b"]) {
    await expect(renamePerson(person, { name })).rejects.toMatchObject({ code: "INVALID_INPUT", fields: [{ field: "name" }] });
    await expect(renamePerson(anonymous, { name })).rejects.toMatchObject({ code: "SIGN_IN_REQUIRED" });
  }
  expect(await nameOf(person.userId)).toBe(person.name);
});
