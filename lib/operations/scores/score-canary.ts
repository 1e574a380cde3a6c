import { Ending } from "@/lib/serving/ending";
import type { Canary } from "@/lib/serving/health/canary";
import { onAbort } from "@/lib/serving/on-abort";
import { canonicalKey } from "../memo/canonical-key";
import type { ScoreMemo } from "../memo/score-memo";
import type { ScoreKind } from "./score-kind";

/** By how much a logit may differ: engines round differently with what else they compute at the time. */
const leastSpread = 0.25;
const spread = 0.05;
/** The least cosine of two vectors of one text. */
const leastCosine = 0.98;
/** Replies that may differ all the same: decisions that were close are not made twice alike. */
const mostOthers = 1;

/**
 * Whether a scorer is still the one that answered first under its name: what it says of a few fixed things is compared with what
 * was kept of the first time. A verifier only decides, so that another one that decides well is not told from it.
 */
export function scoreCanary<Item>({ kind, request, canaries }: ScoreKind<Item>, memo: ScoreMemo): Canary {
  return {
    async ask(endpoint, { servedAs }, { deadlineMs, signal }) {
      const endings = canaries.map(() => new Ending());
      const stopListening = onAbort(signal, () => {
        for (const ending of endings) ending.abort(signal.reason);
      });
      const sent = endings.map(async (ending, place) => {
        const item = canaries[place];
        if (item === undefined) throw new Error("there is one for each");
        const key = canonicalKey({ kind, model: servedAs, canary: item, version: 1 });
        return { key, ...(await request(item).send(endpoint, servedAs, { deadlineMs, ending })) };
      });
      const replies = await Promise.all(sent).finally(stopListening);
      const isSound = async () => {
        const compared = replies.map(async ({ key, answer }) => isAlike(await memo.keep({ key, numbers: answer }), answer));
        return (await Promise.all(compared)).filter((alike) => !alike).length <= mostOthers;
      };
      return { nonce: replies[0]?.nonce ?? null, isSound };
    },
    choose: async ([servedAs]) => (servedAs === undefined ? null : { servedAs, weightsHash: "" }),
    asksAfterFaults: true,
  };
}

/** Whether two replies to one thing may come from the same weights. Exported for its test. */
export function isAlike(first: readonly number[], later: readonly number[]): boolean {
  if (first.length !== later.length) return false;
  const [one = 0, other = 0] = [first[0], later[0]];
  if (first.length < 2) return Math.abs(one - other) <= Math.max(leastSpread, Math.abs(one) * spread);
  return cosine(first, later) >= leastCosine;
}

function cosine(one: readonly number[], other: readonly number[]): number {
  const dot = (left: readonly number[], right: readonly number[]) =>
    left.reduce((sum, value, place) => sum + value * (right[place] ?? 0), 0);
  const length = Math.sqrt(dot(one, one) * dot(other, other));
  return length === 0 ? 0 : dot(one, other) / length;
}
