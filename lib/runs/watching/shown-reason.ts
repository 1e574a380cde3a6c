import type { Actor } from "@/lib/auth/actor";
import { may } from "@/lib/auth/permissions";
import { failureTitles, isFailureCode } from "../labels";

/** Their words are our own and name models at most. Those of all others may quote a model server and say where it is. */
const wordsOfOurs = new Set<string>(["CONSENT_MISSING", "MODEL_NOT_RUNNABLE", "NO_QUESTIONS", "BAD_PARAMETERS", "WORKER_LOST"]);

/** The reason of a failure as this reader may see it: addresses and replies of machines are for operators. */
export function shownReason(actor: Actor, code: string | null, message: string): string {
  if (code === null || wordsOfOurs.has(code) || may(actor, "operate:read")) return message;
  return isFailureCode(code) ? failureTitles[code] : "The run failed.";
}
