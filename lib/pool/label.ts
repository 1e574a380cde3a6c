/**
 * The name by which prompts, traces and the memo know a model: made of its pinned weights alone, so it is the same in
 * every pool, at every position and after every renaming.
 */
export function labelOf(weightsHash: string): string {
  return `m-${weightsHash.slice(0, 12)}`;
}
