import { z } from "zod";
import { systemActor } from "@/lib/auth/actor";
import { findPersonByAddress } from "@/lib/auth/people/find-person";
import { grantRole } from "@/lib/auth/people/grant-role";
import { revokeRole } from "@/lib/auth/people/revoke-role";
import { listPeople, peoplePageSize } from "@/lib/auth/queries";
import { peopleFilterSchema, reasonSchema, roleSchema } from "@/lib/auth/schema";
import { readAddress } from "@/lib/mail/address";
import type { Command } from "../stack/command";
import { say, Trouble } from "../stack/step";

const actor = systemActor("command-line");

export const command: Command = {
  summary: "who may do what; also how an installation gets its first operator",
  usage: [
    "roles list",
    "roles grant EMAIL-OR-PERSON-ID contributor|evaluator|maintainer|operator|auditor [REASON]",
    "roles revoke EMAIL-OR-PERSON-ID ROLE [REASON]",
  ],
  async run([verb, who, roleName, ...words]) {
    if (verb === "list") return list();
    const change = { grant: grantRole, revoke: revokeRole }[verb ?? ""];
    if (!change) throw new Trouble(`Write one of:\n  ${command.usage.join("\n  ")}`);
    const role = roleSchema.safeParse(roleName);
    if (!role.success) throw new Trouble(`"${roleName ?? ""}" is no role. Roles: ${roleSchema.options.join(", ")}.`);
    const why = reasonSchema.safeParse(words.join(" ") || "set at the command line");
    if (!why.success) throw new Trouble(why.error.issues[0]?.message ?? "The reason cannot be used.");
    const personId = await personIdOf(who ?? "");
    await change(actor, { personId, role: role.data, why: why.data });
    say(`${verb === "grant" ? "Granted" : "Revoked"}: ${role.data}, for ${who}.`);
  },
};

async function personIdOf(who: string): Promise<string> {
  if (z.uuid().safeParse(who).success) return who;
  const address = readAddress(who);
  if (address === null) throw new Trouble(`"${who}" is neither an e-mail address nor a person's id (see: roles list).`);
  const person = await findPersonByAddress(address);
  if (person) return person.id;
  throw new Trouble(`Nobody with the confirmed address ${address} has signed in yet. Ask them to sign in once, then run this again.`);
}

async function list(): Promise<void> {
  for (let page = 1; ; page += 1) {
    const { people, total } = await listPeople(actor, peopleFilterSchema.parse({ page }));
    for (const { id, name, email, roles, suspended } of people) {
      say([id, name, email ?? "no confirmed address", roles.join(",") || "no role", ...(suspended ? ["suspended"] : [])].join("  "));
    }
    if (page * peoplePageSize >= total) return;
  }
}
