import { storableText } from "@/lib/db/storable-text";
import { hearAnswer } from "../asking/hear-answer";
import { greedyBody } from "../dialects/asked";
import { Ending, type Stop } from "../ending";
import { askForChat, type ChatCompletion } from "../endpoint/chat";
import type { Endpoint } from "../endpoint/endpoint";
import type { WantedModel } from "../endpoint/listing";
import { onAbort } from "../on-abort";
import type { Canary } from "./canary";

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
/** Of a thought that begins. */
const MARK = "<think>";
/** Milliseconds that one of them takes on a server that is not slow. */
const USUAL_MS = 4_400;
/** Share of the first answer that a later one must repeat from its beginning. */
const leastShare = 0.5;
/** Prompts of the three that must agree. */
const leastAgreeing = 2;

/** Which first answers those of an endpoint are compared with. */
export interface CanaryName {
  weightsHash: string;
  family: string;
  version: number;
}

/** What is known of canaries beyond this process. */
export interface CanaryReferences {
  /** The answers of the first endpoint that was asked under this name: those given here, if it is the first. */
  firstAnswers(name: CanaryName, said: { answers: string[]; engine: string; endpoint: string }): Promise<string[]>;
  /** Of models that an endpoint lists, one that may be asked although nobody wants it now; null where there is none. */
  chooseModel(servedAs: readonly string[]): Promise<WantedModel | null>;
}

/** The canary of models that make texts. */
export function chatCanary(references: CanaryReferences): Canary {
  return {
    async ask(endpoint, { servedAs, weightsHash }, options) {
      const { answers, engine, nonce } = await askPrompts(endpoint, servedAs, options);
      const isSound = async () => {
        // Unknown weights have nothing to be compared with; that they answer is all that can be asked.
        if (weightsHash === "") return true;
        const said = { answers, engine, endpoint: endpoint.label };
        return isSameEngine(await references.firstAnswers(canaryName(weightsHash, engine), said), answers);
      };
      return { nonce, isSound };
    },
    choose: (servedAs) => references.chooseModel(servedAs),
    asksAfterFaults: false,
  };
}

/**
 * Three fixed prompts, greedily, 24 tokens each. A server that has never answered may be loading the model: it is waited for as
 * long as anything comes, and ten minutes where nothing does. Thoughts tell one engine from another as well as answers do: a model
 * may use up all its tokens for them. One whose server hides them is silent, and stays so.
 * @param options.deadlineMs how long one may be silent that has answered before, at least
 * @throws ServingError, or the signal's reason
 */
async function askPrompts(endpoint: Endpoint, servedAs: string, { deadlineMs, signal }: { deadlineMs: number; signal: Stop }) {
  const endings = canaryPrompts.map(() => new Ending());
  const stopListening = onAbort(signal, () => {
    for (const ending of endings) ending.abort(signal.reason);
  });
  const ask = async (ending: Ending, place: number) => {
    const body = greedyBody(canaryPrompts[place] ?? "", length);
    const asked = {
      ...{ servedAs, alike: "canary", leastMs: deadlineMs, mostTokens: length, ending },
      usualMs: () => USUAL_MS,
      counts: ({ promptTokens, completionTokens }: ChatCompletion) => ({ promptTokens, tokens: completionTokens }),
    };
    return (await hearAnswer(endpoint, asked, (options) => askForChat(endpoint, servedAs, body, options))).sent;
  };
  const replies = await Promise.all(endings.map(ask)).finally(stopListening);
  const [first] = replies;
  return {
    // As they are kept, so that they are compared with what they would be themselves.
    answers: replies.map(({ answer }) => storableText(answer.reasoning + answer.text)),
    engine: first?.answer.engine ?? "unknown",
    nonce: first?.nonce ?? null,
  };
}

/**
 * Whether answers are those of the same weights in a sound engine.
 *
 * Equality would be too much to ask: even greedy answers of one GPU differ with what else is in the batch (vllm#5898),
 * because sums of rounded numbers depend on their order. But they differ only from the first place on where two tokens
 * were almost equally likely; up to there they are the same. So an answer agrees when it repeats the first half of the
 * reference, and an engine when two of its three answers do. Other weights, or weights damaged by a bad wake (which say
 * "!!!!" to everything), do not begin two open questions out of three as the right ones did. A sound engine that meets an
 * early tie in one answer out of twenty fails two of three in fewer than one check in a hundred, and a failed check is
 * made again before it counts.
 */
export function isSameEngine(reference: readonly string[], answers: readonly string[]): boolean {
  const agreeing = reference.filter((first, place) => agrees(first, answers[place] ?? ""));
  return reference.length === answers.length && agreeing.length >= leastAgreeing;
}

function agrees(firstSaid: string, laterSaid: string): boolean {
  if (firstSaid === laterSaid) return true;
  const [first, later] = [plainly(firstSaid), plainly(laterSaid)];
  if (first === later) return first !== "";
  let common = 0;
  while (common < first.length && first[common] === later[common]) common += 1;
  return common > 0 && common >= first.length * leastShare;
}

/** What was said without the mark of a thought, which some servers take away and others do not. */
function plainly(said: string): string {
  const text = said.trimStart();
  return text.startsWith(MARK) ? text.slice(MARK.length).trimStart() : text;
}

/** The name under which first answers are remembered: engines of one family are expected to agree, versions of it as well. */
export function canaryName(weightsHash: string, engine: string): CanaryName {
  return { weightsHash, family: familyOf(engine), version };
}

/** "vllm/0.11.0" and "vLLM 0.12" are one family; so are "fp_44709d" and "fp_1bb46c". */
function familyOf(engine: string): string {
  const [name = ""] = engine.toLowerCase().split(/[/\s]/);
  return name.replace(/[-_]v?\d.*$/, "") || "unknown";
}
