import { forSmallRouters, promptRouting } from "@/lib/methods/api/prompt-routing";
import { bestSingle } from "@/lib/methods/baselines/best-single";
import { majorityVote } from "@/lib/methods/baselines/majority-vote";
import type { DeclaredMethod } from "@/lib/methods/method";
import { multiAgentRefine } from "@/lib/methods/text/multi-agent-refine";
import type { ExperimentPlan } from "./schema";

/** What the plan is made for. Models by slug, in the order in which pools grow. */
export interface FirstPlanFacts {
  models: readonly string[];
  tasks: readonly string[];
  /** Labels of models that only help, by their role. */
  helpers: Readonly<Record<string, string>>;
  questionsPerTask: number;
}

/** Greedy, and no longer than the answers that the zoo was trained to give. Tokens. */
const decoding = { temperature: 0, maxTokens: 40 };
const poolSizes = [2, 4, 8];

/**
 * Each model alone, then four methods on growing pools. Runs of higher priority come first, so that the board fills with
 * what is asked for most: models alone, then the whole pool, then smaller ones, then the method that talks longest.
 */
export function firstPlan({ models, tasks, helpers, questionsPerTask }: FirstPlanFacts): ExperimentPlan {
  const sizes = [...new Set(poolSizes.map((size) => Math.min(size, models.length)))].filter((size) => size > 1).reverse();
  const helping = ({ helpers: parts }: DeclaredMethod) =>
    Object.fromEntries(parts.flatMap(({ parameter, role }) => (helpers[role] ? [[parameter, helpers[role]]] : [])));
  const system = (method: DeclaredMethod, size: number, priority: number, parameters: Record<string, unknown> = {}) => ({
    kind: "system" as const,
    method: method.id,
    parameters: { decoding, ...parameters, ...helping(method) },
    models: models.slice(0, size),
    split: "test" as const,
    priority,
  });
  const quick = sizes.flatMap((size, place) => [
    system(majorityVote, size, 50 - place),
    system(bestSingle, size, 50 - place),
    system(promptRouting, size, 40 - place, forSmallRouters),
  ]);
  return {
    version: 1,
    tasks: [...tasks],
    questionsPerTask,
    devPerTask: questionsPerTask,
    decoding,
    entries: [
      { kind: "individual", models: [...models], split: "test", priority: 60 },
      ...quick,
      { kind: "individual", models: [...models], split: "held_out", priority: 30 },
      ...sizes.toReversed().map((size, place) => system(multiAgentRefine, size, 20 - place)),
    ],
  };
}
