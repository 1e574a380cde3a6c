import type { ScorerSetting } from "@/lib/env";
import { SendFailed } from "@/lib/serving/endpoint/send-request";
import { EndpointQuarantined, EndpointUnreachable, MalformedReply, ModelNotServed, Refusal } from "@/lib/serving/errors";
import { ScorerFailed } from "@/lib/tasks/scoring/scorers";

/** Why a scorer gave no score, in words for whoever runs it. What is no failure of the scorer stays what it is. */
export function explainScorer(setting: ScorerSetting, error: unknown): unknown {
  const failed = (what: string, passing: boolean) => new ScorerFailed(setting, what, passing);
  const cause = error instanceof SendFailed ? error.cause : error;
  if (cause instanceof Refusal) {
    const { refusedWith, reason, isWorded } = cause;
    return failed(`answered HTTP ${refusedWith}${isWorded ? `: ${reason.replace(/\.$/, "")}` : ""}`, false);
  }
  if (cause instanceof EndpointQuarantined)
    return failed("says other things than it did at first: give a scorer of other weights another name", false);
  if (cause instanceof MalformedReply) return failed(`answered in another shape (${cause.where || "no JSON"})`, false);
  if (cause instanceof ModelNotServed) return failed(`does not answer (${cause.asked.join("; ")})`, true);
  if (cause instanceof EndpointUnreachable) return failed(cause.hasAnswered ? cause.what : `does not answer (${cause.what})`, true);
  return error;
}
