import { OperationAbsent } from "../operation-absent";
import type { Performer } from "../performer";
import { scoreAll } from "../scores/score-all";
import type { ScoreKind } from "../scores/score-kind";
import { embedCanaries } from "./canary";
import { embedRequest } from "./request";

export const embedKind: ScoreKind<string> = { kind: "embed", request: embedRequest, canaries: embedCanaries };

/** Vectors of the embedding model that SCORERS names. */
export const performEmbed: Performer<"embed"> = (run) => async (texts) => {
  const { embed: scorer } = run.resources.scorers;
  if (!scorer) throw new OperationAbsent("embed", "Name an endpoint for it in SCORERS (embed).");
  return await scoreAll(run, scorer, texts);
};
