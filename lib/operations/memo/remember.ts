import { memoLookupsTotal } from "@/lib/metrics";
import type { Caller } from "@/lib/serving/asking/line";
import type { Stop } from "@/lib/serving/ending";
import type { SingleFlight } from "./single-flight";

/** On whose behalf something is asked for. */
export interface Asker {
  signal: Stop;
  /** The run, for taking turns. */
  caller: Caller;
  /** Throws when the model may not be asked any more. */
  guard(): void;
}

/** A result, and whether it cost its asker nothing: it was stored before, or somebody else had it made. */
export interface Remembered<T> {
  result: T;
  wasStored: boolean;
}

/** How one thing is found where it was stored, and how it is made and stored where it was not. */
export interface Work<T> {
  find(): Promise<T | null>;
  make(asker: Asker): Promise<Remembered<T>>;
}

/** What the guard of whoever began some work threw: it concerns nobody else who waits for it. */
class Refused extends Error {
  readonly reason: unknown;

  constructor(reason: unknown) {
    super("the guard of its asker refused");
    this.reason = reason;
  }
}

const [hit, miss, shared] = [{ result: "hit" }, { result: "miss" }, { result: "shared" }] as const;

/**
 * The result of a key, by whoever's means: the guard first, then what others of this engine are making just now, then what is
 * stored, and only then it is made.
 * @throws what the guard throws, what making it throws, or the signal's reason
 */
export async function remember<T>(
  underWay: SingleFlight<Remembered<T>>,
  key: string,
  asker: Asker,
  { find, make }: Work<T>,
): Promise<Remembered<T>> {
  for (;;) {
    asker.guard();
    let isOurs = false;
    try {
      const { result, started } = await underWay.join(key, asker.signal, async (signal) => {
        isOurs = true;
        const stored = await find();
        memoLookupsTotal.inc(stored === null ? miss : hit);
        if (stored !== null) return { result: stored, wasStored: true };
        return await make({ ...asker, signal, guard: () => guardWork(asker) });
      });
      if (started) return result;
      memoLookupsTotal.inc(shared);
      return { ...result, wasStored: true };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (isOurs) throw error.reason;
      // It was another's, and that one's guard ended it.
    }
  }
}

/** @throws Refused */
function guardWork({ guard }: Asker): void {
  try {
    guard();
  } catch (reason) {
    throw new Refused(reason);
  }
}
