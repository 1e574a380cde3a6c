import { setImmediate as breathe } from "node:timers/promises";
import type { Model } from "@/lib/db/generated/client";
import type { Member, Method, Shape } from "@/lib/methods/method";
import { baseRequest } from "@/lib/methods/steps/ask";
import type { DerivedModel, GenerateRequest, Generation, Operations, Random } from "@/lib/operations/contract";
import { generationFacts, generationKey } from "@/lib/operations/generate/key";
import { canonicalKey } from "@/lib/operations/memo/canonical-key";
import { findKnown } from "@/lib/operations/memo/find-known";
import type { Stored } from "@/lib/operations/memo/memo-rows";
import type { MergeSpec } from "@/lib/operations/merge/spec";
import type { TrainSpec } from "@/lib/operations/train/spec";
import { labelOf } from "@/lib/pool/label";
import type { PreparedQuestion } from "@/lib/tasks/schema";
import { learnsOnDev, type PlannedRun } from "../composing/compose-runs";

/** Calls per turn of the event loop: a worker estimates beside the work, which must go on. */
const callsPerTurn = 100;

/** Calls of one kind, as a rehearsal counted them. */
export interface CallGroup {
  modelId: string;
  /** Task of the question behind the calls; null where a call belongs to no single question. */
  taskId: string | null;
  /** Tokens that the answer may have at most. */
  maxTokens: number;
  /** Distinct calls of the rehearsal, and how many of them the memo answers. */
  calls: number;
  known: number;
  /** Calls of the run for each call of the rehearsal. */
  scale: number;
  /** Whether made-up answers decided which calls these are; true ones may lead to fewer or more. */
  isGuess: boolean;
}

/** Questions of one task that stand for all its questions in a run. */
export interface SampledTask {
  taskId: string;
  asked: readonly PreparedQuestion[];
  /** How many the run has. */
  total: number;
}

/** What a rehearsal asks: the dev questions that a system learns from, and the questions that it answers. */
export interface RehearsedQuestions {
  dev: readonly SampledTask[];
  answered: readonly SampledTask[];
}

/**
 * Counts the calls of a run by rehearsing it on some of its questions. The memo answers what it knows; for all else a
 * made-up answer stands in, which asks nobody and is never stored; the method says what its answers look like. So no method
 * needs a formula of its own.
 */
export async function rehearseRun(run: PlannedRun, helpers: readonly Model[], questions: RehearsedQuestions): Promise<CallGroup[]> {
  const models = [...run.models, ...helpers];
  if (run.kind === "individual") {
    const answering = new Rehearsal(models, questions.answered);
    const asked = questions.answered.flatMap((task) => task.asked);
    await answering.generate(asked.map((question) => baseRequest(labelFor(run.models[0]), question, run.sampling)));
    return answering.groups();
  }
  const rehearse = (tasks: readonly SampledTask[]) => new Rehearsal(models, tasks, run.method);
  const [learning, answering] = [rehearse(questions.dev), rehearse(questions.answered)];
  const dev = questions.dev.flatMap((task) => task.asked);
  const { method } = run;
  const members: Member[] = run.models.map((model) => ({ label: labelFor(model), name: model.name, description: model.description }));
  const parameters = method.parameters.parse(run.parameters);
  if (learnsOnDev(run) && dev.length === 0) return [];
  const learned = method.learned.parse(await method.prepare(members, dev, parameters, learning));
  for (const task of questions.answered) {
    answering.about(task.taskId);
    if (task.asked.length > 0) await method.answer(members, learned, task.asked, parameters, answering);
  }
  return [...learning.groups(), ...answering.groups()];
}

/** A model without pinned weights cannot be launched; its name stands for it in the count. */
function labelFor(model: Model): string {
  return labelOf(model.weightsHash ?? model.name);
}

/** A model that nobody makes, another for each recipe. */
function derived(recipe: unknown): DerivedModel {
  const key = canonicalKey(recipe);
  return { label: labelOf(key), key };
}

/** Operations that count distinct requests, ask nobody and store nothing. */
class Rehearsal implements Operations {
  readonly #models: Map<string, Model>;
  readonly #tasks: readonly SampledTask[];
  readonly #shapeOf: (request: GenerateRequest) => Shape;
  readonly #taskOfPrompt: Map<string, string>;
  readonly #asked = new Set<string>();
  readonly #groups = new Map<string, CallGroup>();
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
    if (!this.#asked.has(key)) this.#count(request, this.#models.get(request.model)?.id ?? "", stored !== undefined);
    this.#asked.add(key);
    return { key, isMadeUp: stored === undefined, ...(stored ?? madeUp(key, this.#shapeOf(request))) };
  }

  #count(request: GenerateRequest, modelId: string, isKnown: boolean): void {
    const { maxTokens } = request.sampling;
    const prompt = request.messages.at(-1)?.content;
    const taskId = this.#task ?? (typeof prompt === "string" ? this.#taskOfPrompt.get(prompt) : null) ?? null;
    const name = `${modelId} ${taskId} ${maxTokens} ${this.#isGuess}`;
    const fresh = { modelId, taskId, maxTokens, calls: 0, known: 0, scale: this.#scaleOf(taskId), isGuess: this.#isGuess };
    const group = this.#groups.get(name) ?? fresh;
    group.calls += 1;
    group.known += isKnown ? 1 : 0;
    this.#groups.set(name, group);
  }

  #scaleOf(taskId: string | null): number {
    const tasks = this.#tasks.filter((task) => taskId === null || task.taskId === taskId);
    const asked = tasks.reduce((sum, task) => sum + task.asked.length, 0);
    return asked === 0 ? 0 : tasks.reduce((sum, task) => sum + task.total, 0) / asked;
  }

  /** Nobody is asked, so every answer is worth the same. */
  async reward(pairs: readonly unknown[]): Promise<number[]> {
    return pairs.map(() => 0);
  }

  async verify(prompts: readonly string[]): Promise<null[]> {
    return prompts.map(() => null);
  }

  async embed(texts: readonly string[]): Promise<number[][]> {
    return texts.map(() => [1]);
  }

  async train(spec: TrainSpec): Promise<DerivedModel> {
    return derived(spec);
  }

  async merge(spec: MergeSpec): Promise<DerivedModel> {
    return derived(spec);
  }

  stage(): void {
    // Nobody watches a rehearsal.
  }

  random(): Random {
    return { next: () => 0, integer: () => 0, shuffle: (items) => [...items] };
  }
}

/** Any answer of this shape, with words of its own so that prompts that quote it differ as real ones do. */
function madeUp(key: string, shape: Shape): Omit<Generation, "key"> {
  const words = `(${key.slice(0, 12)})`;
  const text = shape.kind === "number" ? `${1 + (Number.parseInt(key.slice(0, 6), 16) % shape.upTo)} ${words}` : words;
  return { text, finishReason: "stop", promptTokens: 1, completionTokens: 1 };
}
