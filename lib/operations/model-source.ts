import type { ServedModel } from "./served-model";

/** Where a run finds the models that its method names: members, helpers, and models that were made since it began. */
export interface ModelSource {
  /** @throws Error where the run has no such model, or may not ask it */
  resolve(label: string): Promise<ServedModel>;
  /**
   * Called before a text of a model is looked up, and again right before each time it is asked for. What it throws ends the
   * request, and with it the call. Models that the engine refuses are never asked, with or without it.
   */
  guard?(model: ServedModel): void;
}

/** These models and no others. */
export function onlyThese(models: readonly ServedModel[]): ModelSource {
  const byLabel = new Map(models.map((model) => [model.label, model]));
  return {
    async resolve(label) {
      const model = byLabel.get(label);
      if (!model) throw new Error(`The method asked for a model that is not in this run: ${label}`);
      return model;
    },
  };
}
