import type { Execution } from "../folder/sentinels";

interface Signs {
  /** The last sign of life, whatever clock it is of, and when it was first seen here. */
  heartbeat: number | null;
  seenAt: number;
  endedAt: number | null;
  cancelledAt: number | null;
}

const secondsSince = (moment: number) => (performance.now() - moment) / 1_000;

/**
 * What this process saw of each job and when, by its own clock: machines and file servers have clocks of their own, so only a
 * change tells that a job lives.
 */
export class JobWatch {
  readonly #signs = new Map<string, Signs>();

  /** Seconds without a sign of life of an execution that began; null where none began. One that is suspended cannot give any. */
  silentSeconds(key: string, execution: Execution | undefined, isSuspended: boolean): number | null {
    if (!execution?.started) return null;
    const signs = this.#of(key);
    if (isSuspended || execution.heartbeat !== signs.heartbeat) {
      signs.heartbeat = execution.heartbeat;
      signs.seenAt = performance.now();
    }
    return secondsSince(signs.seenAt);
  }

  /** Seconds since it was first seen to have ended; 0 while it has not. */
  endedSeconds(key: string, hasEnded: boolean): number {
    const signs = this.#of(key);
    signs.endedAt = hasEnded ? (signs.endedAt ?? performance.now()) : null;
    return signs.endedAt === null ? 0 : secondsSince(signs.endedAt);
  }

  /** Whether to ask the cluster, for the first time or once more, to end it. */
  shouldCancel(key: string, everySeconds: number): boolean {
    const signs = this.#of(key);
    if (signs.cancelledAt !== null && secondsSince(signs.cancelledAt) < everySeconds) return false;
    signs.cancelledAt = performance.now();
    return true;
  }

  forgetAllBut(keys: ReadonlySet<string>): void {
    for (const key of this.#signs.keys()) if (!keys.has(key)) this.#signs.delete(key);
  }

  #of(key: string): Signs {
    const known = this.#signs.get(key) ?? { heartbeat: null, seenAt: performance.now(), endedAt: null, cancelledAt: null };
    this.#signs.set(key, known);
    return known;
  }
}
