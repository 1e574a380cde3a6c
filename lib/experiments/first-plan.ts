import type { ExperimentPlan } from "./schema";

/** What the plan is made for. Models by slug, in the order in which pools grow. */
export interface FirstPlanFacts {
  models: readonly string[];
  tasks: readonly string[];
  /** Label of a dedicated router; null when the pool has none. */
  router: string | null;
  questionsPerTask: number;
}

/** Greedy, and no longer than the answers that the zoo was trained to give. Tokens. */
const decoding = { temperature: 0, maxTokens: 40 };
const poolSizes = [2, 4, 8];

/**
 * Each model alone, then four methods on growing pools. Runs of higher priority come first, so that the board fills with
 * what is asked for most: models alone, then the whole pool, then smaller ones, then the method that talks longest.
 */
export function firstPlan({ models, tasks, router, questionsPerTask }: FirstPlanFacts): ExperimentPlan {
  const sizes = [...new Set(poolSizes.map((size) => Math.min(size, models.length)))].filter((size) => size > 1).reverse();
  const routing = { mode: "tournament", ...(router !== null && { router }) };
  const system = (method: string, size: number, priority: number, parameters: Record<string, unknown> = {}) => ({
    kind: "system" as const,
    method,
    parameters: { decoding, ...parameters },
    models: models.slice(0, size),
    split: "test" as const,
    priority,
  });
  const quick = sizes.flatMap((size, place) => [
    system("majority-vote", size, 50 - place),
    system("best-single", size, 50 - place),
    system("prompt-routing", size, 40 - place, routing),
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
      ...sizes.toReversed().map((size, place) => system("multi-agent-refine", size, 20 - place)),
    ],
  };
}
