import { AppError } from "@/lib/errors";
import type { ServedModel } from "./served-model";

/** A model that may not be asked any more. */
export class ModelRefused extends AppError {
  constructor(servedAs: string) {
    super("CONFLICT", `Consent was withdrawn: ${servedAs}.`);
    this.name = "ModelRefused";
  }
}

/** Models that an engine asks no more, whichever run wants to. */
export class Refusals {
  /** Ids of refused models, and the how-many-th refusal each was. */
  readonly #refused = new Map<string, number>();
  #count = 0;

  /** How many there were so far; for `allow`. */
  get count(): number {
    return this.#count;
  }

  /** From now on every look-up and every send for this model fails, until a run finds that it may be used again. */
  refuse(modelId: string): void {
    this.#count += 1;
    this.#refused.set(modelId, this.#count);
  }

  /**
   * The database said that the model may be used.
   * @param until refusals before the database was asked; what was refused since then is news to it and stays
   */
  allow(modelId: string, until: number): void {
    if ((this.#refused.get(modelId) ?? 0) <= until) this.#refused.delete(modelId);
  }

  /** @throws ModelRefused */
  require({ modelId, servedAs, ancestors = [] }: Pick<ServedModel, "modelId" | "servedAs" | "ancestors">): void {
    if ([modelId, ...ancestors].some((id) => this.#refused.has(id))) throw new ModelRefused(servedAs);
  }
}
