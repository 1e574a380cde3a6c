import type { ModelSource } from "../model-source";
import type { ServedModel } from "../served-model";
import { findDerived } from "./derived-rows";
import { isDerivedLabel } from "./label";

/** These models, and whatever is made of them alone. */
export function withDerived(models: readonly ServedModel[]): ModelSource {
  const byLabel = new Map(models.map((model) => [model.label, model]));
  const ids = new Set(models.map(({ modelId }) => modelId));
  const found = new Map<string, Promise<ServedModel | null>>();
  return {
    async resolve(label) {
      const given = byLabel.get(label);
      if (given) return given;
      const looking = isDerivedLabel(label) ? (found.get(label) ?? findDerived(label)) : null;
      if (looking) found.set(label, looking);
      const derived = await looking;
      if (derived?.ancestors?.every((id) => ids.has(id))) return derived;
      found.delete(label);
      throw new Error(`The method asked for a model that is not in this run: ${label}`);
    },
  };
}
