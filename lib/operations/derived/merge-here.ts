import { readdir, rename, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { requests } from "../jobs/requests";
import { mergeInNode } from "../merge/merge-in-node";
import type { MergeSpec } from "../merge/spec";
import type { Makers, NamedModels } from "../resources";
import { addGguf } from "./add-gguf";
import { type Making, makeDerived } from "./make-derived";
import { recipeOf } from "./recipe";
import type { WeightsFolders } from "./weights-folders";

/** Merges in this process, tensor by tensor, so that it needs no Python and no job. */
export function mergeHere(making: Making, weights: WeightsFolders): NonNullable<Makers["merge"]> {
  return async (spec, models, signal) => {
    const parents = [...models.values()].map((model) => ({ model, how: "weights" as const }));
    const order = {
      recipe: recipeOf("merge", spec, models),
      parents,
      write: async (folder: string) => {
        const places = await foldersOf(models, weights);
        await mergeInNode(folder, requests.merge.parse({ kind: "merge", merge: inFolders(spec, places) }), () => undefined, signal);
        await unfold(folder);
        await addGguf(folder);
      },
    };
    return await makeDerived(order, making, signal);
  };
}

async function foldersOf(models: NamedModels, weights: WeightsFolders): Promise<Map<string, string>> {
  const found = await Promise.all([...models].map(async ([label, model]) => [label, await weights.find(model)] as const));
  return new Map(found);
}

/** The same merge with folders in the place of labels. */
function inFolders(spec: MergeSpec, places: ReadonlyMap<string, string>): unknown {
  const at = (label: string) => ({ folder: places.get(label) });
  if (spec.kind === "extrapolate") return { ...spec, start: at(spec.start), end: at(spec.end) };
  const parents = spec.parents.map(({ model, weight }) => ({ model: at(model), weight }));
  return "base" in spec ? { ...spec, base: at(spec.base), parents } : { ...spec, parents };
}

/** What a program left in `out/` comes up beside its record. */
async function unfold(folder: string): Promise<void> {
  const out = join(folder, "out");
  for (const name of await readdir(out)) await rename(join(out, name), join(folder, name));
  await rmdir(out);
}
