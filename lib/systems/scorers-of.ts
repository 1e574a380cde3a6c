import { scorerOf } from "@/lib/tasks/scoring/scorer-of";
import type { Source } from "./schema";

/** What a scorer did for a system that learned from its scores. */
const via = "scores on dev";

/** The models that score dev answers of these tasks here, each once, as sources of whoever learns from them. */
export function scorersOf(tasks: readonly { taskType: string }[]): Source[] {
  const sources = tasks.flatMap(({ taskType }) => scorerOf(taskType) ?? []).map(({ kind, name }): Source => ({ kind, name, via }));
  return sources.filter((source, place) => sources.findIndex(({ name }) => name === source.name) === place);
}

/** Of the sources of a system, those whose scores it learns from. */
export function learnsFrom(sources: readonly Source[]): Source[] {
  return sources.filter((source) => source.via === via);
}
