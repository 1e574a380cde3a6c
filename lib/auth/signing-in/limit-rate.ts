import { createHmac } from "node:crypto";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";

export interface RateLimit {
  /** What is limited, for example "sign-in-link:address". */
  name: string;
  /** How often within the window. */
  times: number;
  /** Length of the window in seconds; it starts with the first use. */
  seconds: number;
}

/**
 * Counts one use by `who` and refuses the one that is too many. One statement, so that two uses at once are two counts.
 * @throws AppError TOO_MANY_REQUESTS that says when to come back.
 */
export async function limitRate(limit: RateLimit, who: string, now = new Date()): Promise<void> {
  const key = createHmac("sha256", env().NEXTAUTH_SECRET).update(`${limit.name}\n${who}`).digest("base64url");
  const until = new Date(now.getTime() + limit.seconds * 1000);
  const [row] = await db().$queryRaw<[{ count: number; until: Date }]>`
    INSERT INTO "RateLimit" AS kept ("key", "count", "until") VALUES (${key}, 1, ${until})
    ON CONFLICT ("key") DO UPDATE SET
      "count" = CASE WHEN kept."until" <= ${now} THEN 1 ELSE kept."count" + 1 END,
      "until" = CASE WHEN kept."until" <= ${now} THEN excluded."until" ELSE kept."until" END
    RETURNING "count", "until"`;
  if (row.count === 1) await db().rateLimit.deleteMany({ where: { until: { lt: now } } });
  if (row.count <= limit.times) return;
  const minutes = Math.max(1, Math.ceil((row.until.getTime() - now.getTime()) / 60_000));
  throw new AppError("TOO_MANY_REQUESTS", `That was asked for too often. Try again in ${minutes} ${minutes === 1 ? "minute" : "minutes"}.`);
}
