import { createHash } from "node:crypto";
import type { GenerateRequest, Generation, Operations } from "@/lib/operations/contract";
import { countShortened, evenLimit, type PlainMessage, quotesOf, renderMessages } from "@/lib/operations/generate/quotes";
import type { MergeSpec } from "@/lib/operations/merge/spec";
import { randomStream } from "@/lib/operations/random";
import type { TrainSpec } from "@/lib/operations/train/spec";
import type { FinishReason } from "@/lib/serving/finish-reason";

/** A request as the model reads it. */
interface PlainRequest extends Omit<GenerateRequest, "messages"> {
  messages: PlainMessage[];
}

/** Operations whose models follow a script: the text depends on the request alone, and equal requests cost one generation. */
export interface ScriptedOperations extends Operations {
  /** Every request in the order in which it was made. */
  requests: PlainRequest[];
  /** The same as the method gave them. */
  asked: GenerateRequest[];
  /** Keys of the generations that were really made. */
  generated: Set<string>;
  stages: string[];
  /** What was merged, by the label of what came out. */
  merges: Map<string, MergeSpec>;
  /** What was trained, likewise. */
  trainings: Map<string, TrainSpec>;
}

/** A text that did not end by itself. */
interface CutText {
  text: string;
  finishReason: FinishReason;
}

/** What a model says to a prompt; a model that was merged comes with its recipe, and a begun answer with its beginning. */
export type Script = (model: string, prompt: string, recipe?: MergeSpec, prefix?: string) => string | CutText;

async function unscripted(): Promise<never> {
  throw new Error("None of these methods performs this operation.");
}

export function scriptedOperations(script: Script): ScriptedOperations {
  const memo = new Map<string, Generation>();
  const requests: PlainRequest[] = [];
  const asked: GenerateRequest[] = [];
  const stages: string[] = [];
  const merges = new Map<string, MergeSpec>();
  const trainings = new Map<string, TrainSpec>();
  const generate = (request: GenerateRequest): Generation => {
    const quotes = quotesOf(request);
    const limit = request.quoteBudget === undefined ? null : evenLimit(quotes, request.quoteBudget);
    const plain = { ...request, messages: renderMessages(request.messages, limit) };
    requests.push(plain);
    asked.push(request);
    const key = createHash("sha256").update(JSON.stringify(plain)).digest("hex");
    const prompt = plain.messages.map(({ content }) => content).join("\n");
    const said = script(request.model, prompt, merges.get(request.model), request.assistantPrefix);
    const ending: CutText = typeof said === "string" ? { text: said, finishReason: "stop" } : said;
    const made: Generation = memo.get(key) ?? { key, ...ending, promptTokens: 1, completionTokens: 1 };
    memo.set(key, made);
    const shortened = countShortened(quotes, limit);
    return shortened > 0 ? { ...made, shortenedQuotes: shortened } : made;
  };
  return {
    requests,
    asked,
    stages,
    merges,
    trainings,
    get generated() {
      return new Set(memo.keys());
    },
    generate: async (batch) => batch.map(generate),
    reward: unscripted,
    verify: unscripted,
    embed: unscripted,
    train: async (spec) => {
      const key = createHash("sha256").update(JSON.stringify(spec)).digest("hex");
      const label = `d-${key.slice(0, 12)}`;
      trainings.set(label, spec);
      return { label, key };
    },
    merge: async (spec) => {
      const key = createHash("sha256").update(JSON.stringify(spec)).digest("hex");
      const label = `d-${key.slice(0, 12)}`;
      merges.set(label, spec);
      return { label, key };
    },
    stage: (name) => void stages.push(name),
    random: (purpose) => randomStream("scripted", purpose),
  };
}
