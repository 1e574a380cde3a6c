import type { Model } from "@/lib/db/generated/client";
import { baseRequest } from "@/lib/methods/ask";
import type { Member } from "@/lib/methods/method";
import type { GenerateRequest, Generation, Operations, Random } from "@/lib/operations/contract";
import { generationFacts, keyOf } from "@/lib/operations/key";
import { readGeneration } from "@/lib/operations/memo";
import { labelOf } from "@/lib/pool/label";
import { prepareQuestion } from "@/lib/tasks/prepare-question";
import { questionsOf } from "@/lib/tasks/queries";
import type { PreparedQuestion, Split } from "@/lib/tasks/schema";
import type { Composition, PlannedRun } from "./compose-runs";
import type { LaunchInput } from "./schema";

/** Model calls that a launch needs. */
export interface CallEstimate {
  /** Distinct calls, those that the memo answers included. */
  calls: number;
  /** How many of them the memo answers already. */
  known: number;
  /** False where the numbers were extrapolated from a few questions, or depend on what models say. */
  exact: boolean;
}

/** Questions that a rehearsal uses; the rest is extrapolated. */
const rehearsedQuestions = 42;

/**
 * Counts the calls of a launch by rehearsing it on a few of its questions. The memo answers what it knows; for
 * all else a made-up answer stands in, which asks nobody and is never stored. So no method needs a formula of its own.
 */
export async function estimateCalls(composition: Composition, input: LaunchInput): Promise<CallEstimate> {
  const { runs, helpers, tasks, questions, devQuestions } = composition;
  const taskIds = tasks.map((task) => task.id);
  const perTask = Math.max(1, Math.ceil(rehearsedQuestions / Math.max(1, taskIds.length)));
  const sample = async (split: Split, limit: number | null) =>
    (await questionsOf(taskIds, split, Math.min(perTask, limit ?? perTask))).map(prepareQuestion);
  const learning = new Rehearsal([...runs.flatMap((run) => run.models), ...helpers]);
  const answering = new Rehearsal([...runs.flatMap((run) => run.models), ...helpers]);
  const dev = input.kind === "system" ? await sample("dev", input.devPerTask) : [];
  const asked = await sample(input.split, input.questionsPerTask);
  for (const run of runs) await rehearse(run, dev, asked, learning, answering);
  const scale = (of: number, to: number) => (of === 0 ? 0 : to / of);
  const [learnScale, answerScale] = [scale(dev.length, devQuestions), scale(asked.length, questions)];
  return {
    calls: Math.round(learning.calls * learnScale + answering.calls * answerScale),
    known: Math.round(learning.known * learnScale + answering.known * answerScale),
    exact: input.kind === "individual" && asked.length === questions,
  };
}

async function rehearse(
  run: PlannedRun,
  dev: readonly PreparedQuestion[],
  asked: readonly PreparedQuestion[],
  learning: Operations,
  answering: Operations,
): Promise<void> {
  if (run.kind === "individual") {
    const label = labelFor(run.models[0]);
    await answering.generate(asked.map((question) => baseRequest(label, question, run.sampling)));
    return;
  }
  const { method } = run;
  const members: Member[] = run.models.map((model) => ({ label: labelFor(model), name: model.name, description: model.description }));
  const parameters = method.parameters.parse(run.parameters);
  if (dev.length === 0 || asked.length === 0) return;
  const learned = method.learned.parse(await method.prepare(members, dev, parameters, learning));
  await method.answer(members, learned, asked, parameters, answering);
}

/** A model without pinned weights cannot be launched; its name stands for it in the count. */
function labelFor(model: Model): string {
  return labelOf(model.weightsHash ?? model.name);
}

/** Operations that count distinct requests, ask nobody and store nothing. */
class Rehearsal implements Operations {
  readonly #models: Map<string, Model>;
  readonly #asked = new Set<string>();
  known = 0;

  constructor(models: readonly Model[]) {
    this.#models = new Map(models.map((model) => [labelFor(model), model]));
  }

  get calls(): number {
    return this.#asked.size;
  }

  generate(requests: readonly GenerateRequest[]): Promise<Generation[]> {
    return Promise.all(requests.map((request) => this.#answer(request)));
  }

  async #answer(request: GenerateRequest): Promise<Generation> {
    const model = this.#models.get(request.model);
    const bytes = keyOf(generationFacts({ weightsHash: model?.weightsHash ?? "", commit: model?.commit ?? null }, request));
    const key = Buffer.from(bytes).toString("hex");
    const stored = await readGeneration(bytes);
    if (stored && !this.#asked.has(key)) this.known += 1;
    this.#asked.add(key);
    // A number for routers to read, and words of its own so that prompts that quote it differ as real ones do.
    return { key, ...(stored ?? { text: `1 (${key.slice(0, 12)})`, finishReason: "stop", promptTokens: 1, completionTokens: 1 }) };
  }

  stage(): void {
    // Nobody watches a rehearsal.
  }

  random(): Random {
    return { next: () => 0, integer: () => 0, shuffle: (items) => [...items] };
  }
}
