import { z } from "zod";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { notFound } from "@/lib/errors";
import { containing } from "@/lib/lists/containing";
import type { Actor } from "./actor";
import { requirePerson } from "./people/require-person";
import { may, requirePermission } from "./permissions";
import type { RoleName } from "./roles";
import type { PeopleFilter } from "./schema";
import { nameless } from "./sessions/find-session";

export const peoplePageSize = 25;

export interface PersonRow {
  id: string;
  name: string;
  /** Only for those who manage roles; null for everyone else. */
  email: string | null;
  roles: RoleName[];
  suspended: boolean;
  persona: boolean;
  joinedAt: Date;
}

/** People who ever signed in, newest first, narrowed by name, address or provider's user name. */
export async function listPeople(actor: Actor, filter: PeopleFilter): Promise<{ people: PersonRow[]; total: number }> {
  requirePermission(actor, "user:read");
  const seesAddresses = may(actor, "user:manage-roles");
  const where = whereOf(filter, seesAddresses);
  const [total, rows] = await Promise.all([
    db().user.count({ where }),
    db().user.findMany({
      where,
      orderBy: [{ createdAt: "desc" }, { id: "desc" }],
      skip: (filter.page - 1) * peoplePageSize,
      take: peoplePageSize,
    }),
  ]);
  return { total, people: rows.map((row) => personRow(row, seesAddresses)) };
}

function whereOf(filter: PeopleFilter, seesAddresses: boolean): Prisma.UserWhereInput {
  const all: Prisma.UserWhereInput[] = [];
  if (filter.search !== "") {
    const words = containing(filter.search);
    const byAddress = seesAddresses ? [{ email: words }] : [];
    all.push({ OR: [{ name: words }, { accounts: { some: { username: words } } }, ...byAddress] });
  }
  if (filter.role) all.push({ roles: { has: filter.role } });
  if (filter.standing) all.push({ state: filter.standing });
  return { AND: all };
}

type UserRow = Prisma.UserGetPayload<object>;

function personRow(row: UserRow, seesAddresses: boolean): PersonRow {
  return {
    id: row.id,
    name: row.name ?? nameless,
    email: seesAddresses ? row.email : null,
    roles: row.roles,
    suspended: row.state === "suspended",
    persona: row.persona,
    joinedAt: row.createdAt,
  };
}

interface PersonEventRow {
  id: string;
  kind: string;
  why: string;
  data: Record<string, string>;
  /** Who did it: a person's name, or what the portal calls its own part. */
  by: string;
  at: Date;
}

export interface PersonDetail extends PersonRow {
  accounts: { provider: string; username: string | null }[];
  browsers: number;
  events: PersonEventRow[];
}

/** One person with the last hundred events of the account. */
export async function findPersonDetail(actor: Actor, id: string): Promise<PersonDetail> {
  requirePermission(actor, "user:read");
  if (!z.uuid().safeParse(id).success) throw notFound("person");
  return detailOf(id, may(actor, "user:manage-roles"));
}

/** One's own account, all of it. */
export async function findOwnAccount(actor: Actor): Promise<PersonDetail & { emailVerified: boolean; named: boolean }> {
  const person = requirePerson(actor);
  const detail = await detailOf(person.userId, true);
  return { ...detail, emailVerified: person.emailVerified, named: detail.name !== nameless };
}

async function detailOf(id: string, seesAddresses: boolean): Promise<PersonDetail> {
  const row = await db().user.findUnique({
    where: { id },
    include: {
      accounts: { select: { provider: true, username: true }, orderBy: { provider: "asc" } },
      events: { orderBy: { id: "desc" }, take: 100 },
      _count: { select: { sessions: { where: { expires: { gt: new Date() } } } } },
    },
  });
  if (!row) throw notFound("person");
  const names = await namesOf(row.events.map((event) => event.actor));
  const events = row.events.map(({ id: place, kind, why, data, actor, createdAt }) => ({
    id: String(place),
    kind,
    why,
    data: textsOf(data),
    by: names.get(actor) ?? "the portal",
    at: createdAt,
  }));
  return { ...personRow(row, seesAddresses), accounts: row.accounts, browsers: row._count.sessions, events };
}

/** Names of the people among the labels of actors. */
async function namesOf(labels: readonly string[]): Promise<Map<string, string>> {
  const ids = [...new Set(labels)].filter((label) => !label.includes(":") && label !== "anonymous");
  const rows = await db().user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  const system = labels.filter((label) => label === "system:command-line").map((label) => [label, "the command line"] as const);
  return new Map([...rows.map((row) => [row.id, row.name ?? "someone"] as const), ...system]);
}

function textsOf(data: Prisma.JsonValue): Record<string, string> {
  if (typeof data !== "object" || data === null || Array.isArray(data)) return {};
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, String(value)]));
}
