import { type LabelledAnswer, readCorpus, sets } from "@/lib/tasks/testing/corpus";

/** The labelled answers of some types, by the set that they belong to. */
export function labelledSets(taskTypes: readonly string[]): { set: string; lines: LabelledAnswer[] }[] {
  return sets
    .map((set) => ({ set, lines: readCorpus(set).filter(({ taskType }) => taskTypes.includes(taskType)) }))
    .filter(({ lines }) => lines.length > 0);
}
