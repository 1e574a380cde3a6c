import type { ServedSpeed, Speed } from "@/lib/serving/speeds/read-speeds";

/** What a run asks of one model in one draw. */
export interface ModelLoad {
  requests: number;
  promptTokens: number;
  tokens: number;
}

/** How fast what a run asks is, as far as servers were measured. */
export interface ServerPace {
  /** By the id of the model; complete, or the time is not drawn from it. */
  models: ReadonlyMap<string, ServedSpeed>;
  /** Scores that a run asks for and that nobody knows, and how fast their scorers are. */
  scores: readonly { missing: number; speed: Speed }[];
}

/** Standard deviation of the logarithm by which servers may be faster or slower than they were, and than others like them. */
const speedDoubt = 0.2;
const borrowedDoubt = 0.5;
/** Part of the shorter of texts and scores that is not done beside the longer: the first texts, and the last scores. */
const apart = 0.1;

/**
 * Seconds that servers need for what a run asks of them. Models of one endpoint share its time; endpoints work side by side, and so
 * do scorers. Fewer requests than an endpoint answered at once are slower each, and the last ones leave it partly idle.
 */
export function drawSeconds(loads: ReadonlyMap<string, ModelLoad>, pace: ServerPace, normal: () => number): number {
  const byEndpoints = new Map<string, number>();
  const doubts = new Map<string, number>();
  for (const [modelId, load] of loads) {
    const served = pace.models.get(modelId);
    if (!served || load.requests === 0) continue;
    const name = served.endpoints.join(" ");
    const doubt = doubts.get(name) ?? normal();
    doubts.set(name, doubt);
    const seconds = secondsOf(load, served.speed) * Math.exp((served.isBorrowed ? borrowedDoubt : speedDoubt) * doubt);
    byEndpoints.set(name, (byEndpoints.get(name) ?? 0) + seconds);
  }
  const texts = Math.max(0, ...byEndpoints.values());
  const scores =
    Math.max(0, ...pace.scores.map(({ missing, speed }) => missing * (speed.perAnswer ?? 0))) * Math.exp(speedDoubt * normal());
  return Math.max(texts, scores) + apart * Math.min(texts, scores);
}

function secondsOf({ requests, promptTokens, tokens }: ModelLoad, { perPromptToken, perToken, atOnce }: Speed): number {
  const seconds = promptTokens * perPromptToken + tokens * (perToken ?? 0);
  const share = Math.min(1, requests / atOnce);
  // One answer takes as long as all that are written beside it.
  const tail = ((seconds / requests) * (atOnce - 1)) / 2;
  return seconds / share + (share === 1 ? tail : 0);
}
