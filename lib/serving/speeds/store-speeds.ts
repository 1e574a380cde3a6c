import { db } from "@/lib/db/client";
import type { Measured } from "./meter";

/** Seconds of work after which what was measured before counts half: servers change. */
const memory = 1_800;

/** What was measured of one model, or of a scorer, at one endpoint. */
export interface MeasuredSpeed extends Measured {
  /** Name in SCORERS; empty for an endpoint of ENDPOINTS. */
  scorer: string;
  /** As in ENDPOINTS. */
  endpoint: string;
  servedAs: string;
}

/** Adds to what is known of how fast models are at endpoints. */
export async function storeSpeeds(speeds: readonly MeasuredSpeed[]): Promise<void> {
  for (const { scorer, endpoint, servedAs, ...now } of speeds) {
    const { answers, promptTokens, tokens, readSeconds, writeSeconds, slotSeconds } = now;
    await db().$executeRaw`
      INSERT INTO "ServerSpeed" AS old (scorer, endpoint, "servedAs", answers, "promptTokens", tokens, "readSeconds", "writeSeconds", "slotSeconds")
      VALUES (${scorer}, ${endpoint}, ${servedAs}, ${answers}, ${promptTokens}, ${tokens}, ${readSeconds}, ${writeSeconds}, ${slotSeconds})
      ON CONFLICT (scorer, endpoint, "servedAs") DO UPDATE SET ("measuredAt", answers, "promptTokens", tokens, "readSeconds", "writeSeconds", "slotSeconds") = (
        SELECT now(), old.answers * part + excluded.answers, old."promptTokens" * part + excluded."promptTokens",
          old.tokens * part + excluded.tokens, old."readSeconds" * part + excluded."readSeconds",
          old."writeSeconds" * part + excluded."writeSeconds", old."slotSeconds" * part + excluded."slotSeconds"
        FROM (SELECT CASE WHEN old."readSeconds" + old."writeSeconds" > ${memory} THEN 0.5 ELSE 1 END::float8 AS part) AS fading
      )`;
  }
}
