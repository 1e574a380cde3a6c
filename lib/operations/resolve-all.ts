import type { RunContext } from "./performer";
import type { NamedModels } from "./resources";

/** The models of these labels, none of which is refused. @throws Error where the run has none of a label; ModelRefused */
export async function resolveAll(run: RunContext, labels: readonly string[]): Promise<NamedModels> {
  const models = await Promise.all(labels.map((label) => run.resolve(label)));
  for (const model of models) run.asker(run.signal, model).guard();
  return new Map(models.map((model) => [model.label, model]));
}
