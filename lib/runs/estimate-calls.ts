import type { Member } from "@/lib/methods/method";
import type { GenerateRequest, Generation, Operations, Random } from "@/lib/operations/contract";
import { labelOf } from "@/lib/pool/label";
import { prepareQuestion } from "@/lib/tasks/prepare-question";
import { questionsOf } from "@/lib/tasks/queries";
import type { PlannedRun } from "./plan-run";
import type { LaunchInput } from "./schema";

/** Model calls that a launch needs, before it is known which of them are in the memo. */
export interface CallEstimate {
  calls: number;
  /** True where the count follows from the plan; false where it depends on what models say. */
  exact: boolean;
}

interface Counts {
  questions: number;
  devQuestions: number;
}

/** Questions that a rehearsal uses; the rest is extrapolated. */
const rehearsedQuestions = 24;

/**
 * Counts the calls of a launch. A method is rehearsed on a few of its questions with models that always say the same,
 * which asks nobody and stores nothing, so that no method needs a formula of its own.
 */
export async function estimateCalls(
  runs: readonly PlannedRun[],
  taskIds: readonly string[],
  input: LaunchInput,
  counts: Counts,
): Promise<CallEstimate> {
  const [run] = runs;
  if (run?.kind !== "system") return { calls: runs.length * counts.questions, exact: true };
  const { method, parameters } = run;
  const members: Member[] = run.models.map(({ weightsHash, name, description }) => ({
    label: labelOf(weightsHash ?? name),
    name,
    description,
  }));
  const perTask = Math.max(1, Math.ceil(rehearsedQuestions / Math.max(1, taskIds.length)));
  const sample = async (split: "dev" | LaunchInput["split"], limit: number | null) =>
    (await questionsOf(taskIds, split, Math.min(perTask, limit ?? perTask))).map(prepareQuestion);
  const devPerTask = input.kind === "system" ? input.devPerTask : null;
  const [dev, questions] = await Promise.all([sample("dev", devPerTask), sample(input.split, input.questionsPerTask)]);
  const settled = method.parameters.parse(parameters);
  const learning = new Rehearsal();
  const learned: unknown = JSON.parse(JSON.stringify((await method.prepare(members, dev, settled, learning)) ?? null));
  const answering = new Rehearsal();
  await method.answer(members, learned, questions, settled, answering);
  const scaled = (calls: number, of: number, to: number) => (of === 0 ? 0 : Math.ceil((calls * to) / of));
  return {
    calls: scaled(learning.calls, dev.length, counts.devQuestions) + scaled(answering.calls, questions.length, counts.questions),
    exact: false,
  };
}

/** Operations that count distinct requests and answer each with the same word. */
class Rehearsal implements Operations {
  readonly #asked = new Set<string>();

  get calls(): number {
    return this.#asked.size;
  }

  async generate(requests: readonly GenerateRequest[]): Promise<Generation[]> {
    return requests.map((request) => {
      const key = JSON.stringify(request);
      this.#asked.add(key);
      return { key, text: "1", finishReason: "stop", promptTokens: 1, completionTokens: 1 };
    });
  }

  stage(): void {
    // Nobody watches a rehearsal.
  }

  random(): Random {
    return { next: () => 0, integer: () => 0, shuffle: (items) => [...items] };
  }
}
