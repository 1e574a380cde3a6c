import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { may } from "@/lib/auth/permissions";
import { db } from "@/lib/db/client";
import type { RunEvent } from "@/lib/db/generated/client";
import { type EstimateAfter, estimateAfter } from "../estimating/schema";
import type { RunEventRow, RunPause } from "./schema";
import { shownReason } from "./shown-reason";

/** What events carry beside their words. */
const eventData = z.object({
  code: z.string().nullable().catch(null),
  worker: z.string().nullable().catch(null),
  epoch: z.number().nullable().catch(null),
  limit: z.enum(["tokens", "unreadable"]).nullable().catch(null),
});

const carriedEstimate = z.object({ estimate: estimateAfter.optional().catch(undefined) });

/** A run's events in words. Who did it is named for operators; others read which part of the portal, or that it was a maintainer. */
export async function readHistory(actor: Actor, events: readonly RunEvent[]): Promise<RunEventRow[]> {
  const isOperator = may(actor, "operate:read");
  const names = isOperator ? await namesOf(events.map((event) => event.actor)) : new Map<string, string>();
  return events.map((event, place) => {
    const { code, worker, epoch } = eventData.parse(event.data);
    const before = events[place - 1]?.createdAt;
    return {
      key: String(event.id),
      by:
        names.get(event.actor) ??
        (event.actor.startsWith("system:") ? `the ${event.actor.slice("system:".length).replaceAll("-", " ")}` : "a maintainer"),
      from: event.from,
      to: event.to,
      why: shownReason(actor, code, event.why),
      createdAt: event.createdAt,
      secondsAfter: before ? (event.createdAt.getTime() - before.getTime()) / 1_000 : null,
      epoch,
      worker: isOperator ? worker : null,
    };
  });
}

/** Why the run waits for approval, from the event that made it wait. */
export function readPause(events: readonly RunEvent[]): RunPause | null {
  const event = events.findLast((each) => each.to === "needs_approval");
  const { limit } = eventData.parse(event?.data ?? {});
  return event && limit ? { limit, why: event.why } : null;
}

/** What the run is expected to cost by now. */
export function readNewEstimate(events: readonly RunEvent[]): EstimateAfter | null {
  const found = events.flatMap(({ data }) => carriedEstimate.parse(data).estimate ?? []);
  return found.at(-1) ?? null;
}

const personId = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** Names of the people among these actors, by id. */
export async function namesOf(actors: readonly string[]): Promise<Map<string, string>> {
  const ids = [...new Set(actors)].filter((each) => personId.test(each));
  const people = ids.length > 0 ? await db().user.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } }) : [];
  return new Map(people.map((person) => [person.id, person.name ?? "a person"]));
}
