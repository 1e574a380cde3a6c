import type { AnsweredRequest } from "@/lib/tasks/scoring/scorers";
import { OperationAbsent } from "../operation-absent";
import type { Performer } from "../performer";
import { scoreAll } from "../scores/score-all";
import type { ScoreKind } from "../scores/score-kind";
import { rewardCanaries } from "./canary";
import { rewardRequest } from "./request";

export const rewardKind: ScoreKind<AnsweredRequest> = { kind: "reward", request: rewardRequest, canaries: rewardCanaries };

/** Logits of the reward model that SCORERS names. */
export const performReward: Performer<"reward"> = (run) => async (pairs) => {
  const { reward: scorer } = run.resources.scorers;
  if (!scorer) throw new OperationAbsent("reward", "Name an endpoint for it in SCORERS (reward).");
  return (await scoreAll(run, scorer, pairs)).flat();
};
