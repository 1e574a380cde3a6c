import { OperationAbsent } from "../operation-absent";
import type { Performer } from "../performer";
import { resolveAll } from "../resolve-all";
import { trainSpec } from "./spec";

/** Has a model trained by whoever does that for this engine. */
export const performTrain: Performer<"train"> = (run) => async (spec) => {
  const { train } = run.resources.makers;
  if (!train) throw new OperationAbsent("train", "It has no program that trains models.");
  const whole = trainSpec.parse(spec);
  const made = await train(whole, await resolveAll(run, [...new Set([whole.model, ...whole.texts])]), run.signal);
  run.resources.directory.noteNews();
  return made;
};
