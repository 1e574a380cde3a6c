import { setImmediate as breathe } from "node:timers/promises";
import type { Model } from "@/lib/db/generated/client";
import type { Method, Shape } from "@/lib/methods/method";
import type { DerivedModel, GenerateRequest, Generation, OperationKind, Operations, Random } from "@/lib/operations/contract";
import { generationFacts, generationKey } from "@/lib/operations/generate/key";
import { canonicalKey } from "@/lib/operations/memo/canonical-key";
import { findKnown } from "@/lib/operations/memo/find-known";
import type { Stored } from "@/lib/operations/memo/memo-rows";
import type { MergeSpec } from "@/lib/operations/merge/spec";
import type { ScorerName } from "@/lib/operations/scores/score-kind";
import type { TrainSpec } from "@/lib/operations/train/spec";
import { labelOf } from "@/lib/pool/label";
import type { AssessableQuestion } from "@/lib/tasks/prepare-question";
import type { AnsweredRequest, Scorers } from "@/lib/tasks/scoring/scorers";
import { scoreLookups } from "./look-up-scores";

/** Calls per turn of the event loop: a worker estimates beside the work, which must go on. */
const callsPerTurn = 100;

/** What calls of each kind are counted as. */
export const countedAs: Record<OperationKind, "text" | "score" | "weights"> = {
  generate: "text",
  reward: "score",
  verify: "score",
  embed: "score",
  train: "weights",
  merge: "weights",
};

/** Calls that are alike, as a rehearsal counted them. */
export interface CallGroup {
  kind: OperationKind;
  /** Empty where no member of the run is asked. */
  modelId: string;
  /** Task of the question behind the calls; null where a call belongs to no single question. */
  taskId: string | null;
  /** Tokens that the answer may have at most; 0 where no text comes. */
  maxTokens: number;
  /** Distinct calls of the rehearsal, and how many of them the memo answers. */
  calls: number;
  known: number;
  /** Characters of all their prompts, quotes left out. */
  letters: number;
  /** Calls of the run for each call of the rehearsal. */
  scale: number;
  /** Whether made-up answers decided which calls these are; true ones may lead to fewer or more. */
  isGuess: boolean;
}

/** Questions of one task that stand for all its questions in a run. */
export interface SampledTask {
  taskId: string;
  asked: readonly AssessableQuestion[];
  /** How many the run has. */
  total: number;
  /** False where answers have no score without a scorer. */
  isScoredByText: boolean;
}

/** A model without pinned weights cannot be launched; its name stands for it in the count. */
export function labelFor(model: Model): string {
  return labelOf(model.weightsHash ?? model.name);
}

/** Operations that count distinct calls, ask nobody and store nothing. */
export class Rehearsal implements Operations {
  readonly #models: Map<string, Model>;
  readonly #tasks: readonly SampledTask[];
  readonly #shapeOf: (request: GenerateRequest) => Shape;
  readonly #taskOfPrompt: Map<string, string>;
  readonly #asked = new Set<string>();
  readonly #groups = new Map<string, CallGroup>();
  readonly #scores = scoreLookups();
  #task: string | null = null;
  /** Whether calls from now on may rest on made-up answers. */
  #isGuess = false;

  constructor(models: readonly Model[], tasks: readonly SampledTask[], method?: Pick<Method, "rehearse">) {
    this.#shapeOf = (request) => method?.rehearse?.(request) ?? { kind: "text" };
    this.#models = new Map(models.map((model) => [labelFor(model), model]));
    this.#tasks = tasks;
    this.#taskOfPrompt = new Map(tasks.flatMap(({ taskId, asked }) => asked.map(({ prompt }) => [prompt, taskId] as const)));
  }

  /** The calls that follow are about questions of this task. */
  about(taskId: string): void {
    this.#task = taskId;
    this.#isGuess = false;
  }

  groups(): CallGroup[] {
    return [...this.#groups.values()];
  }

  async generate(requests: readonly GenerateRequest[]): Promise<Generation[]> {
    const keys: string[] = [];
    for (const [place, request] of requests.entries()) {
      if (place % callsPerTurn === callsPerTurn - 1) await breathe();
      keys.push(this.#keyOf(request));
    }
    const known = await findKnown(keys);
    const given = requests.map((request, place) => this.#answer(request, keys[place] ?? "", known));
    this.#isGuess ||= given.some((answer) => answer.isMadeUp);
    return given;
  }

  #keyOf(request: GenerateRequest): string {
    const { weightsHash = "", commit = null } = this.#models.get(request.model) ?? {};
    return generationKey(generationFacts({ weightsHash: weightsHash ?? "", commit }, request));
  }

  #answer(request: GenerateRequest, key: string, known: ReadonlyMap<string, Stored>): Generation & { isMadeUp: boolean } {
    const stored = known.get(key);
    const prompt = request.messages.at(-1)?.content;
    this.#count(key, stored !== undefined, {
      kind: "generate",
      modelId: this.#models.get(request.model)?.id ?? "",
      taskId: this.#task ?? (typeof prompt === "string" ? this.#taskOfPrompt.get(prompt) : null) ?? null,
      maxTokens: request.sampling.maxTokens,
      letters: request.messages.reduce((sum, { content }) => sum + lettersOf(content), 0),
    });
    return { key, isMadeUp: stored === undefined, ...(stored ?? madeUp(key, this.#shapeOf(request))) };
  }

  #count(key: string, isKnown: boolean, alike: Pick<CallGroup, "kind" | "modelId" | "taskId" | "maxTokens"> & { letters?: number }): void {
    if (this.#asked.has(key)) return;
    this.#asked.add(key);
    const { kind, modelId, taskId, maxTokens, letters = 0 } = alike;
    const name = `${kind} ${modelId} ${taskId} ${maxTokens} ${this.#isGuess}`;
    const group = this.#groups.get(name) ?? {
      ...alike,
      letters: 0,
      calls: 0,
      known: 0,
      scale: this.#scaleOf(taskId),
      isGuess: this.#isGuess,
    };
    group.calls += 1;
    group.known += isKnown ? 1 : 0;
    group.letters += letters;
    this.#groups.set(name, group);
  }

  #scaleOf(taskId: string | null): number {
    const tasks = this.#tasks.filter((task) => taskId === null || task.taskId === taskId);
    const asked = tasks.reduce((sum, task) => sum + task.asked.length, 0);
    return asked === 0 ? 0 : tasks.reduce((sum, task) => sum + task.total, 0) / asked;
  }

  async reward(pairs: readonly AnsweredRequest[], taskId = this.#task): Promise<number[]> {
    return (await this.#score("reward", pairs, taskId)).map((first) => first ?? 0);
  }

  async verify(prompts: readonly string[], taskId = this.#task): Promise<(boolean | null)[]> {
    return (await this.#score("verify", prompts, taskId)).map((first) => (first === null ? null : first === 1));
  }

  /** Vectors are long: which are known is read, and every one of them is made up. */
  async embed(texts: readonly string[], taskId = this.#task): Promise<number[][]> {
    const scores = await this.#score("embed", texts, taskId);
    this.#isGuess ||= scores.length > 0;
    return scores.map(() => [1]);
  }

  /** What scores answers to questions of a task, counted like all else. Programs do not run. */
  scorersOf(taskId: string): Scorers {
    return {
      reward: (pairs) => this.reward(pairs, taskId),
      verify: (prompts) => this.verify(prompts, taskId),
      embed: (texts) => this.embed(texts, taskId),
      sandbox: { run: () => Promise.resolve({ ended: "killed", exitCode: null, output: "", errors: "" }) },
    };
  }

  /** The first number that is known of each thing, or null. */
  async #score(kind: ScorerName, items: readonly unknown[], taskId: string | null): Promise<(number | null)[]> {
    const scores = await Promise.all(items.map((item) => this.#scores.add({ kind, item })));
    for (const { key, isKnown } of scores) this.#count(key, isKnown, { kind, modelId: "", taskId, maxTokens: 0 });
    this.#isGuess ||= scores.some(({ isKnown }) => !isKnown);
    return scores.map(({ first }) => first);
  }

  async train(spec: TrainSpec): Promise<DerivedModel> {
    return this.#make("train", spec);
  }

  async merge(spec: MergeSpec): Promise<DerivedModel> {
    return this.#make("merge", spec);
  }

  /** A model that nobody makes, another for each recipe. */
  #make(kind: "train" | "merge", recipe: unknown): DerivedModel {
    const key = canonicalKey(recipe);
    this.#count(key, false, { kind, modelId: "", taskId: this.#task, maxTokens: 0 });
    return { label: labelOf(key), key };
  }

  stage(): void {
    // Nobody watches a rehearsal.
  }

  random(): Random {
    return { next: () => 0, integer: () => 0, shuffle: (items) => [...items] };
  }
}

function lettersOf(content: GenerateRequest["messages"][number]["content"]): number {
  if (typeof content === "string") return content.length;
  return content.reduce((sum, part) => sum + (typeof part === "string" ? part.length : 0), 0);
}

/** Any answer of this shape, with words of its own so that prompts that quote it differ as real ones do. */
function madeUp(key: string, shape: Shape): Omit<Generation, "key"> {
  const words = `(${key.slice(0, 12)})`;
  const text = shape.kind === "number" ? `${1 + (Number.parseInt(key.slice(0, 6), 16) % shape.upTo)} ${words}` : words;
  return { text, finishReason: "stop", promptTokens: 1, completionTokens: 1 };
}
