export type MocoMethod = "single" | "vote" | "route" | "refine-2" | "refine-3";

/**
 * Generations that MoCo makes for one evaluation (bunsenfeng/model_collaboration, commit ecea545; it has no cache, so each
 * evaluation of each pool makes all of them).
 *
 * - best single: all models answer dev, the best answers test.
 * - majority vote: all models answer test.
 * - prompt routing: all models answer dev to find the router; it routes test; each question of test is answered once.
 * - refine: all models answer dev to find the summariser; in each of R rounds all models answer test; one summary each.
 */
export function countOfMoco(method: MocoMethod, models: number, dev: number, test: number): number {
  switch (method) {
    case "single":
      return models * dev + test;
    case "vote":
      return models * test;
    case "route":
      return models * dev + test + test;
    case "refine-2":
      return models * dev + 2 * models * test + test;
    case "refine-3":
      return models * dev + 3 * models * test + test;
  }
}
