import { storableText } from "@/lib/db/storable-text";
import { Ending, type Stop } from "../ending";
import { askForChat, greedyBody } from "../endpoint/chat";
import type { Endpoint } from "../endpoint/endpoint";
import type { WantedModel } from "../endpoint/listing";
import { onAbort } from "../on-abort";

/** Raised when the prompts below change. */
const version = 1;

/** Open questions, because two models rarely begin them with the same words. */
export const canaryPrompts: readonly string[] = [
  "Write one sentence about the sea.",
  "What is 17 + 26? Explain your answer briefly.",
  "Name three animals and say what each of them eats.",
];
/** Tokens. */
const length = 24;
/** Share of the first answer that a later one must repeat from its beginning. */
const leastShare = 0.5;
/** Prompts of the three that must agree. */
const leastAgreeing = 2;

/** What a model said to the canary prompts, in their order. */
export interface Song {
  answers: string[];
  engine: string;
  nonce: string | null;
}

/** Which first answers a song is compared with. */
export interface CanaryName {
  weightsHash: string;
  family: string;
  version: number;
}

/** What is known of canaries beyond this process. */
export interface CanaryReferences {
  /** The answers of the first endpoint that sang under this name: those given here, if it is the first. */
  firstAnswers(name: CanaryName, sung: { answers: string[]; engine: string; endpoint: string }): Promise<string[]>;
  /** Of models that an endpoint lists, one that may be asked although nobody wants it now; null where there is none. */
  chooseSinger(servedAs: readonly string[]): Promise<WantedModel | null>;
}

/**
 * Has a model sing: three fixed prompts, greedily, 24 tokens each.
 * @throws ServingError, or the signal's reason
 */
export async function sing(
  endpoint: Endpoint,
  servedAs: string,
  { deadlineMs, signal }: { deadlineMs: number; signal: Stop },
): Promise<Song> {
  const endings = canaryPrompts.map(() => new Ending());
  const stopListening = onAbort(signal, () => {
    for (const ending of endings) ending.abort(signal.reason);
  });
  const replies = await Promise.all(
    endings.map((ending, place) => askForChat(endpoint, servedAs, greedyBody(canaryPrompts[place] ?? "", length), { deadlineMs, ending })),
  ).finally(stopListening);
  const [first] = replies;
  return {
    // As they are kept, so that a song is compared with what it would be itself.
    answers: replies.map(({ completion }) => storableText(completion.text)),
    engine: first?.completion.engine ?? "unknown",
    nonce: first?.nonce ?? null,
  };
}

/**
 * Whether a song is that of the same weights in a sound engine.
 *
 * Equality would be too much to ask: even greedy answers of one GPU differ with what else is in the batch (vllm#5898),
 * because sums of rounded numbers depend on their order. But they differ only from the first place on where two tokens
 * were almost equally likely; up to there they are the same. So an answer agrees when it repeats the first half of the
 * reference, and a song when two of its three answers do. Other weights, or weights damaged by a bad wake (which say
 * "!!!!" to everything), do not begin two open questions out of three as the right ones did. A sound engine that meets an
 * early tie in one answer out of twenty fails two of three in fewer than one song in a hundred, and a failed song is sung
 * again before it counts.
 */
export function isSameSong(reference: readonly string[], answers: readonly string[]): boolean {
  const agreeing = reference.filter((first, place) => agrees(first, answers[place] ?? ""));
  return reference.length === answers.length && agreeing.length >= leastAgreeing;
}

function agrees(first: string, later: string): boolean {
  if (first === later) return true;
  let common = 0;
  while (common < first.length && first[common] === later[common]) common += 1;
  return common > 0 && common >= first.length * leastShare;
}

/** The name under which a song is remembered: engines of one family are expected to agree, versions of it as well. */
export function canaryName(weightsHash: string, engine: string): CanaryName {
  return { weightsHash, family: familyOf(engine), version };
}

/** "vllm/0.11.0" and "vLLM 0.12" are one family; so are "fp_44709d" and "fp_1bb46c". */
function familyOf(engine: string): string {
  const [name = ""] = engine.toLowerCase().split(/[/\s]/);
  return name.replace(/[-_]v?\d.*$/, "") || "unknown";
}
