import { setTimeout as wait } from "node:timers/promises";
import { inTransaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/enqueue";
import { redoResults } from "@/lib/jobs/redo-results";
import { log } from "@/lib/log";
import type { Stop } from "@/lib/serving/ending";
import type { Corruption } from "@/lib/serving/health/endpoint-health";
import { unlessAborted } from "@/lib/serving/on-abort";
import type { Memo } from "./memo";
import { closeQuarantine } from "./quarantine-lock";

/** Clocks of workers and database may differ by so much. Milliseconds. */
const CLOCK_MARGIN = 60_000;
/** Time for moving the texts: some ten thousand a second. */
const SECONDS = 300;
/** First and longest pause between attempts, in milliseconds. */
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 10_000;

/** Takes the texts of corrupt engines out of the memo as soon as their canary tells, and knows which were taken. */
export class Quarantine {
  readonly #memo: Pick<Memo, "untilSettled">;
  /** Endpoints whose texts were taken out of the memo, in the order in which that happened. */
  readonly #taken: { endpoint: string; reason: string }[] = [];
  #taking: Promise<unknown> = Promise.resolve();

  constructor(memo: Pick<Memo, "untilSettled">) {
    this.#memo = memo;
  }

  /** How many times texts were taken out so far; for `takenSince`. */
  get count(): number {
    return this.#taken.length;
  }

  /** Which of these endpoints lost its texts after the given count, and why. */
  takenSince(count: number, endpoints: ReadonlySet<string>): { endpoint: string; reason: string } | undefined {
    return this.#taken.slice(count).find(({ endpoint }) => endpoints.has(endpoint));
  }

  /** Resolves when all that has to be taken out is. @throws the signal's reason */
  async untilTaken(signal: Stop): Promise<void> {
    await unlessAborted(this.#taking, signal);
  }

  take(corruption: Corruption): void {
    this.#taken.push(corruption);
    this.#taking = this.#taking.then(() => this.#takeOut(corruption));
  }

  /** Tries until it is done, because nothing of the memo may be used before: the database may be away. */
  async #takeOut(corruption: Corruption): Promise<void> {
    for (let pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
      try {
        await this.#memo.untilSettled();
        await quarantineGenerations(corruption);
        return;
      } catch (error) {
        log.error({ err: error, ...corruption }, "texts of a corrupt engine are still in the memo; trying again");
        await wait(pause);
      }
    }
  }
}

/**
 * Takes all texts of an endpoint since it was last known to be sound out of the memo. They are kept as evidence, and
 * made again when somebody asks. Results that rest on them follow by a chore.
 * @returns how many
 */
export async function quarantineGenerations({ endpoint, since, reason }: Corruption): Promise<number> {
  const texts = await inTransaction(async (tx) => {
    // One after the other, so that ids grow in the order of the commits.
    await closeQuarantine(tx);
    const [taken] = await tx.$queryRaw<{ texts: number; first: string | null; last: string | null }[]>`
      WITH gone AS (DELETE FROM "Generation" WHERE endpoint = ${endpoint} AND "createdAt" >= ${new Date(since.getTime() - CLOCK_MARGIN)} RETURNING *),
      kept AS (
        INSERT INTO "QuarantinedGeneration"
          (key, "modelId", text, "finishReason", "promptTokens", "completionTokens", engine, endpoint, "createdAt", reason)
        SELECT key, "modelId", text, "finishReason", "promptTokens", "completionTokens", engine, endpoint, "createdAt", ${reason} FROM gone
        RETURNING id
      )
      SELECT count(*)::int AS texts, min(id)::text AS first, max(id)::text AS last FROM kept`;
    if (!taken?.first || !taken.last) return 0;
    await enqueue(tx, redoResults, { first: taken.first, last: taken.last, reason: `${endpoint}: ${reason}` });
    return taken.texts;
  }, SECONDS);
  log.error({ endpoint, since, reason, texts }, "texts of a corrupt engine were taken out of the memo");
  return texts;
}
