/** Families of base models, by words in the names under which models are published. */
const families = [
  "llama",
  "qwen",
  "mistral",
  "mixtral",
  "gemma",
  "phi",
  "olmo",
  "deepseek",
  "marin",
  "falcon",
  "pythia",
  "smollm",
  "granite",
  "yi",
  "gpt",
  "bloom",
  "command",
] as const;

/**
 * The family that a published name speaks of, for example "llama" for "Skywork/Skywork-Reward-Llama-3.1-8B-v0.2"; null
 * where it speaks of none. An architecture says less than a name: many models that share nothing are built like Llama.
 */
export function familyInName(name: string): string | null {
  const words = name.toLowerCase().split(/[^a-z]+/);
  return families.find((family) => words.some((word) => word === family || (family.length > 3 && word.startsWith(family)))) ?? null;
}

/** The base family of a model, from the name of its base model, or from its own. */
export function baseFamilyOf(model: { baseModel: string | null; hubId: string }): string | null {
  return (model.baseModel === null ? null : familyInName(model.baseModel)) ?? familyInName(model.hubId);
}
