import { graphRouting } from "./api/graph-routing";
import { promptRouting } from "./api/prompt-routing";
import { switchGeneration } from "./api/switch-generation";
import { trainedRouter } from "./api/trained-router";
import { bestSingle } from "./baselines/best-single";
import { majorityVote } from "./baselines/majority-vote";
import { type DeclaredMethod, hasProgram, type Method } from "./method";
import { askUntilTwoAgree } from "./own/ask-until-two-agree";
import { nearestNeighbours } from "./own/nearest-neighbours";
import { aggLm } from "./text/agglm";
import { heterogeneousSwarms } from "./text/heterogeneous-swarms";
import { llmBlender } from "./text/llm-blender";
import { multiAgentFinetuning } from "./text/multi-agent-finetuning";
import { multiAgentRefine } from "./text/multi-agent-refine";
import { spartaAlignment } from "./text/sparta-alignment";
import { dareTies } from "./weight/dare-ties";
import { greedySoup } from "./weight/greedy-soup";
import { modelSwarms } from "./weight/model-swarms";
import { weightExtrapolation } from "./weight/weight-extrapolation";

/** The methods of a list, and ways to find them. */
export function registryOf(declared: readonly DeclaredMethod[]) {
  const programs = declared.filter(hasProgram);
  return {
    /** Every method that the portal knows: baselines, those of the paper in its order, then our own. */
    declaredMethods: declared,
    /** Those whose program is written, in the same order. */
    methods: programs,
    /** The method of this id, or undefined for one that nobody declared. */
    findDeclared: (id: string): DeclaredMethod | undefined => declared.find((method) => method.id === id),
    /** The program of this id, or undefined for one that is not written. */
    findMethod: (id: string): Method | undefined => programs.find((method) => method.id === id),
    /** Whether a method is the baseline that all systems of a pool are measured against. */
    isDefaultBaseline: (id: string): boolean => declared.some((method) => method.id === id && method.isDefaultBaseline === true),
  };
}

/** One line for each method: whatever the portal says of it follows from its declaration. */
export const { declaredMethods, methods, findDeclared, findMethod, isDefaultBaseline } = registryOf([
  bestSingle,
  majorityVote,
  promptRouting,
  trainedRouter,
  graphRouting,
  switchGeneration,
  multiAgentRefine,
  multiAgentFinetuning,
  llmBlender,
  aggLm,
  spartaAlignment,
  heterogeneousSwarms,
  dareTies,
  greedySoup,
  weightExtrapolation,
  modelSwarms,
  nearestNeighbours,
  askUntilTwoAgree,
]);
