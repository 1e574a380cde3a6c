import type { Actor } from "@/lib/auth/actor";
import { may, requirePermission } from "@/lib/auth/permissions";
import { db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { notFound } from "@/lib/errors";
import type { RunDetail, RunEventRow } from "./schema";
import { mayShowScores } from "./visibility";

const modelFields = { slug: true, name: true, state: true, scopes: true } satisfies Prisma.ModelSelect;

const detailFields = {
  number: true,
  kind: true,
  split: true,
  questionsPerTask: true,
  sampling: true,
  state: true,
  queuedAt: true,
  startedAt: true,
  finishedAt: true,
  leaseOwner: true,
  createdById: true,
  model: { select: modelFields },
  system: {
    select: {
      slug: true,
      name: true,
      method: true,
      parameters: true,
      preparedAt: true,
      devPerTask: true,
      pool: { select: { name: true, members: { select: { model: { select: modelFields } }, orderBy: { position: "asc" } } } },
    },
  },
  experiment: { select: { slug: true, title: true } },
  tasks: { select: { task: { select: { slug: true, title: true } } }, orderBy: { task: { slug: "asc" } } },
  events: { orderBy: { id: "asc" } },
} satisfies Prisma.RunSelect;

/** Everything that a run's page says, results apart. @throws AppError NOT_FOUND */
export async function findRun(actor: Actor, number: number): Promise<RunDetail> {
  requirePermission(actor, "run:read");
  const run = await db().run.findUnique({ where: { number }, select: detailFields });
  if (!run) throw notFound("run");
  const { model, system, tasks, events, leaseOwner, createdById, sampling, ...rest } = run;
  const models = system ? system.pool.members.map((member) => member.model) : [model].filter((each) => each !== null);
  const names = may(actor, "operate:read")
    ? await namesOf([...events.map((event) => event.actor), createdById ?? ""])
    : new Map<string, string>();
  return {
    ...rest,
    title: system?.name ?? model?.name ?? "",
    models: models.map(({ slug, name }) => ({ slug, name })),
    system: system && {
      slug: system.slug,
      method: system.method,
      pool: system.pool.name,
      preparedAt: system.preparedAt,
      devPerTask: system.devPerTask,
    },
    settings: settingsOf(system?.parameters ?? sampling),
    tasks: tasks.map((entry) => entry.task),
    worker: leaseOwner,
    launchedBy: createdById ? (names.get(createdById) ?? null) : null,
    scoresShown: mayShowScores(actor, models),
    events: events.map((event) => toEvent(event, names)),
  };
}

/** Parameters as lines of text, one for each leaf, for example "sampling.temperature" and "0". */
function settingsOf(value: Prisma.JsonValue | undefined, prefix = ""): { name: string; value: string }[] {
  if (value === null || value === undefined) return [];
  if (typeof value !== "object" || Array.isArray(value)) return [{ name: prefix, value: JSON.stringify(value).replace(/^"(.*)"$/, "$1") }];
  return Object.entries(value).flatMap(([key, inner]) => settingsOf(inner, prefix === "" ? key : `${prefix}.${key}`));
}

type StoredEvent = Prisma.RunGetPayload<{ select: { events: true } }>["events"][number];

function toEvent(event: StoredEvent, names: ReadonlyMap<string, string>): RunEventRow {
  const { id, actor, from, to, why, createdAt } = event;
  const by = names.get(actor) ?? (actor.startsWith("system:") ? `the ${actor.slice("system:".length)}` : "a maintainer");
  return { key: String(id), by, from, to, why, createdAt };
}

const personId = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

async function namesOf(actors: readonly string[]): Promise<Map<string, string>> {
  const ids = [...new Set(actors)].filter((actor) => personId.test(actor));
  const people = ids.length > 0 ? await db().user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } }) : [];
  return new Map(people.map((person) => [person.id, person.name ?? "a person"]));
}
