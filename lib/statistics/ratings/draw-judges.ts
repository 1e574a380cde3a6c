import { nextUniform, type Stream } from "../numerics/seeded-uniform";
import type { GroupedVotes } from "./group-votes";

/**
 * Draws judges with replacement and adds up their votes.
 * @returns a function that gives how often each outcome occurs in the next resample; the array is used again
 */
export function judgeDrawer({ judges, judge, start }: GroupedVotes, stream: Stream): () => Int32Array {
  const weights = new Int32Array(judges);
  const counts = new Int32Array(start.length - 1);
  return () => {
    weights.fill(0);
    for (let draw = 0; draw < judges; draw += 1) {
      const drawn = Math.floor(nextUniform(stream) * judges);
      weights[drawn] = (weights[drawn] ?? 0) + 1;
    }
    for (let outcome = 0; outcome < counts.length; outcome += 1) {
      const end = start[outcome + 1] ?? 0;
      let count = 0;
      for (let vote = start[outcome] ?? 0; vote < end; vote += 1) count += weights[judge[vote] ?? 0] ?? 0;
      counts[outcome] = count;
    }
    return counts;
  };
}
