import type { MergeRequest, Weights } from "../jobs/requests";
import { type Tensors, unusable } from "../weights/tensors";
import { add, elect, scale, subtract } from "./combine";
import { dropAtRandom, keepLargest } from "./thinning";

type Recipe = MergeRequest["merge"];

/** Every model of a merge, in the order in which `mergeTensors` takes them. */
export function modelsOf(recipe: Recipe): Weights[] {
  if (recipe.kind === "extrapolate") return [recipe.start, recipe.end];
  const parents = recipe.parents.map(({ model }) => model);
  return "base" in recipe ? [recipe.base, ...parents] : parents;
}

/** How one tensor of a merge is computed. `models` are those of `modelsOf`, of one architecture. */
export function mergeTensors(recipe: Recipe, models: readonly Tensors[]): (name: string) => Promise<Float32Array> {
  expectOneArchitecture(models);
  const [first, ...others] = models;
  if (!first) throw unusable("A merge needs a model.");
  switch (recipe.kind) {
    case "linear":
    case "particle":
      return (name) => weightedSum(recipe.parents, models, name);
    case "extrapolate":
      return async (name) => {
        const start = await first.read(name);
        const end = await (others[0] ?? first).read(name);
        return add(scale(subtract(end, start), recipe.alpha), start);
      };
    case "ties":
    case "dare_ties":
      return async (name) => {
        const base = await first.read(name);
        const parts: Float32Array[] = [];
        for (const [place, { weight }] of recipe.parents.entries()) {
          const delta = subtract(await (others[place] ?? first).read(name), base);
          if (recipe.kind === "ties") keepLargest(delta, recipe.density);
          else dropAtRandom(delta, recipe.density, recipe.seed, place, name);
          parts.push(scale(delta, weight));
        }
        return add(elect(parts), base);
      };
  }
}

async function weightedSum(parents: readonly { weight: number }[], models: readonly Tensors[], name: string): Promise<Float32Array> {
  let total: Float32Array | null = null;
  for (const [place, { weight }] of parents.entries()) {
    const part = scale((await models[place]?.read(name)) ?? new Float32Array(), weight);
    total = total ? add(total, part) : part;
  }
  return total ?? new Float32Array();
}

function expectOneArchitecture([first, ...others]: readonly Tensors[]): void {
  for (const other of others) {
    for (const name of new Set([...(first?.names ?? []), ...other.names])) {
      const [ours, theirs] = [first, other].map((model) => (model?.has(name) ? model.shapeOf(name).join(" x ") : "absent"));
      if (ours !== theirs)
        throw unusable(`${first?.folder} and ${other.folder} are of different architectures: ${name} is ${ours} here and ${theirs} there.`);
    }
  }
}
