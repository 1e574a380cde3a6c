import type { FinishReason } from "@/lib/serving/finish-reason";
import type { AnsweredRequest } from "@/lib/tasks/scoring/scorers";
import type { MergeSpec } from "./merge/spec";
import type { TrainSpec } from "./train/spec";

export interface Message {
  role: "system" | "user" | "assistant";
  /** A text, or texts and quotes that are put together without anything between them. */
  content: string | readonly PromptPart[];
}

export type PromptPart = string | Quote;

/**
 * An answer of a model that stands in the prompt of another. Its thoughts are left out. If the prompt is too long for the
 * model that reads it, the longest quotes are cut, evenly; nothing else ever is.
 */
export interface Quote {
  /** Key of the generation that is quoted. */
  generation: string;
  /** Its whole text. */
  text: string;
}

/** How a text is drawn. Every default is written out, because all of it is part of the memo's key. */
export interface Sampling {
  /** 0 is greedy. */
  temperature: number;
  topP: number;
  /** 0 means no limit. */
  topK: number;
  /** Tokens. */
  maxTokens: number;
  stop: string[];
}

export interface GenerateRequest {
  /** Stable label of a pool member, see `Member.label`. */
  model: string;
  messages: Message[];
  /** Start of the assistant's answer, to be continued. */
  assistantPrefix?: string;
  /** Characters that all quotes may have together, however much the model can read. Absent means no such limit. */
  quoteBudget?: number;
  sampling: Sampling;
  /** Which draw of equal requests this is, from 0. Asking for "another one" means the next index. */
  sample: number;
}

export interface Generation {
  /** SHA-256 (hex) of everything that could change the text. */
  key: string;
  text: string;
  finishReason: FinishReason;
  /** Null where the server did not count. */
  promptTokens: number | null;
  completionTokens: number | null;
  /** How many quotes of its prompt were shortened. Absent means none. */
  shortenedQuotes?: number;
}

/** Uniform numbers from a stream that depends on the run's seed and the purpose alone. */
export interface Random {
  /** In [0, 1). */
  next(): number;
  /** An integer in [0, below). */
  integer(below: number): number;
  shuffle<T>(items: readonly T[]): T[];
}

/** Weights that a method had made. */
export interface DerivedModel {
  /** As `generate` names it: it follows from the recipe, so that equal recipes give one model. */
  label: string;
  /** SHA-256 (hex) of its recipe: the operation, its parents' weights, the data, all settings, and the program's version. */
  key: string;
}

/** What each kind of operation takes and gives. */
interface OperationShapes {
  /** Texts. Arrays in, arrays out, order kept. Equal requests cost one generation. */
  generate: { takes: readonly GenerateRequest[]; gives: Generation[] };
  /** Raw logits of a reward model, same order. */
  reward: { takes: readonly AnsweredRequest[]; gives: number[] };
  /** What a verifying model decides when it completes prompts, drawn greedily, same order; null where it states no decision. */
  verify: { takes: readonly string[]; gives: (boolean | null)[] };
  /** One vector per text, all of one length, same order. */
  embed: { takes: readonly string[]; gives: number[][] };
  /** A model that learned. */
  train: { takes: TrainSpec; gives: DerivedModel };
  /** A model out of the weights of several. */
  merge: { takes: MergeSpec; gives: DerivedModel };
}
/** The kinds of steps outside a method; each method declares those that it needs. */
export type OperationKind = keyof OperationShapes;

/** One function for each kind of operation. */
export type OperationCalls = {
  [Kind in OperationKind]: (input: OperationShapes[Kind]["takes"]) => Promise<OperationShapes[Kind]["gives"]>;
};

/** What a method sees of the world. Nothing else: no clock, no random numbers of its own, no other input or output. */
export interface Operations extends OperationCalls {
  /** Named stage for progress display, for example "round 2 of 3". */
  stage(name: string): void;
  random(purpose: string): Random;
}
