import { OperationAbsent } from "../operation-absent";
import type { Performer } from "../performer";
import { mergeSpec } from "./spec";

/** Has models merged by whoever does that for this engine. */
export const performMerge: Performer<"merge"> = (run) => async (spec) => {
  const { merge } = run.resources.makers;
  if (!merge) throw new OperationAbsent("merge", "It has no program that merges models.");
  return await merge(mergeSpec.parse(spec), run.signal);
};
