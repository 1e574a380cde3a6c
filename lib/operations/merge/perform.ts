import { OperationAbsent } from "../operation-absent";
import type { Performer } from "../performer";
import { resolveAll } from "../resolve-all";
import { modelsIn } from "./models-in";
import { mergeSpec } from "./spec";

/** Has models merged by whoever does that for this engine. */
export const performMerge: Performer<"merge"> = (run) => async (spec) => {
  const { merge } = run.resources.makers;
  if (!merge) throw new OperationAbsent("merge", "It has no program that merges models.");
  const whole = mergeSpec.parse(spec);
  const made = await merge(whole, await resolveAll(run, modelsIn(whole)), run.signal);
  run.resources.directory.noteNews();
  return made;
};
