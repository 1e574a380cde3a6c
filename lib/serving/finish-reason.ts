/**
 * Why a text ended: the model ended it, the limit of tokens cut it, a filter of the server kept it back, it called a tool, or the
 * server said nothing that is known.
 */
export const finishReasons = ["stop", "length", "filter", "tool", "unknown"] as const;
export type FinishReason = (typeof finishReasons)[number];

/** The words of servers, in small letters and without what stands between their parts. */
const words: Record<Exclude<FinishReason, "unknown">, readonly string[]> = {
  stop: [
    ...["stop", "eos", "eostoken", "eosfound", "endturn", "endoftext", "stopsequence", "stopstring", "stopstringfound", "stoptoken"],
    ...["stopword", "matchedstop", "finish", "finished", "complete", "completed", "end", "done", "normal"],
  ],
  length: [
    ...["length", "maxtokens", "maxnewtokens", "maxoutputtokens", "maxlength", "modellength", "tokenlimit", "limit", "incomplete"],
    ...["contextlength", "contextlengthreached", "maxcontextlength", "maxpredictedtokensreached", "truncated"],
  ],
  filter: ["contentfilter", "filter", "safety", "recitation", "blocklist", "refusal"],
  tool: ["toolcalls", "toolcall", "tooluse", "functioncall"],
};

const known: ReadonlyMap<string, FinishReason> = new Map(
  finishReasons.flatMap((reason) => (reason === "unknown" ? [] : words[reason].map((word) => [word, reason] as const))),
);

/** Words of servers that gave up the text: what came of it is no answer. */
const broken: ReadonlySet<string> = new Set([
  "abort",
  "aborted",
  "cancel",
  "cancelled",
  "canceled",
  "error",
  "failed",
  "userstopped",
  "modelunloaded",
]);

/** @param said as the server put it; null where it said nothing */
export function readFinishReason(said: string | null): FinishReason {
  return known.get(plain(said ?? "")) ?? "unknown";
}

/** Whether the server says that it gave up in the middle of the text. */
export function isGivenUp(said: string | null): boolean {
  return broken.has(plain(said ?? ""));
}

function plain(said: string): string {
  return said.toLowerCase().replace(/[^a-z]/g, "");
}
