import { OperationAbsent } from "../operation-absent";
import type { Performer } from "../performer";
import { scoreAll } from "../scores/score-all";
import type { ScoreKind } from "../scores/score-kind";
import { verifyCanaries } from "./canary";
import { verifyRequest } from "./request";

export const verifyKind: ScoreKind<string> = { kind: "verify", request: verifyRequest, canaries: verifyCanaries };

/** Decisions of the verifier that SCORERS names. */
export const performVerify: Performer<"verify"> = (run) => async (prompts) => {
  const { verify: scorer } = run.resources.scorers;
  if (!scorer) throw new OperationAbsent("verify", "Name an endpoint for it in SCORERS (verify).");
  return (await scoreAll(run, scorer, prompts)).map(([decision]) => (decision === undefined ? null : decision === 1));
};
