import { env } from "@/lib/env";
import type { DeclaredMethod } from "@/lib/methods/method";
import type { OperationKind } from "@/lib/operations/contract";
import { type Scorer, scorerOf } from "@/lib/tasks/scoring/scorer-of";
import type { Source } from "./schema";

/** What a scorer did for a system: it scored the dev answers, or the method itself asks it. */
const [onDev, byMethod] = ["scores on dev", "asked by the method"];

/** The models that score here for a method that learns on dev answers of these tasks, or that itself asks for scores; each once. */
export function scorersOf(method: DeclaredMethod, tasks: readonly { taskType: string }[]): Source[] {
  const ofTasks = method.learns === null ? [] : tasks.flatMap(({ taskType }) => scorerOf(taskType) ?? []);
  const sources = [
    ...ofTasks.map(({ kind, name }): Source => ({ kind, name, via: onDev })),
    ...method.needs.operations.flatMap(scorerBehind).map(({ kind, name }): Source => ({ kind, name, via: byMethod })),
  ];
  return sources.filter((source, place) => sources.findIndex(({ name }) => name === source.name) === place);
}

function scorerBehind(operation: OperationKind): Scorer[] {
  const { reward, verify, embed } = env().SCORERS;
  if (operation === "reward" && reward) return [{ kind: "reward_model", name: reward.model }];
  if (operation === "verify" && verify) return [{ kind: "verifier", name: verify.model }];
  return operation === "embed" && embed ? [{ kind: "embedding", name: embed.model }] : [];
}

/** Of the sources of a system, those whose scores it learns from or asks for. */
export function learnsFrom(sources: readonly Source[]): Source[] {
  return sources.filter(({ via }) => via === onDev || via === byMethod);
}
