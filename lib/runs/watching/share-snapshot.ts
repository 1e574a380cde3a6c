import type { Actor } from "@/lib/auth/actor";
import { may } from "@/lib/auth/permissions";
import { findSnapshot } from "./find-snapshot";
import type { RunSnapshot } from "./schema";

/** Milliseconds for which a snapshot is good enough for another watcher: just under the time between two looks of one. */
const freshMilliseconds = 900;

/** The last look at each run, for those who see reasons whole and for all others. */
const looks = new Map<string, { at: number; snapshot: Promise<RunSnapshot> }>();

/**
 * How a run stands now or did a moment ago: all watchers of a run, however many, ask the database once a second.
 * @throws AppError NOT_FOUND, NOT_ALLOWED
 */
export function shareSnapshot(actor: Actor, number: number): Promise<RunSnapshot> {
  const key = [number, may(actor, "run:read"), may(actor, "operate:read")].join();
  const now = performance.now();
  const last = looks.get(key);
  if (last && now - last.at < freshMilliseconds) return last.snapshot;
  for (const [old, { at }] of looks) if (now - at >= freshMilliseconds) looks.delete(old);
  const snapshot = findSnapshot(actor, number);
  looks.set(key, { at: now, snapshot });
  return snapshot;
}
