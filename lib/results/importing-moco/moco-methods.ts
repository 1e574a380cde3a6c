/** A way of MoCo to answer, by the end of its logs' names. */
export interface MocoMethod {
  suffix: string;
  /** Id of our method of the same idea; its own where we have none. */
  id: string;
  name: string;
  /** What it asks beside the members, whatever its settings say. */
  rewardModel?: string;
}

const skywork = "Skywork/Skywork-Reward-Llama-3.1-8B-v0.2";

/** Longer endings first, because some end as others do. */
const methods: readonly MocoMethod[] = [
  { suffix: "single_model", id: "single-model", name: "Single model" },
  { suffix: "prompt_routing", id: "prompt-routing", name: "Prompt Routing" },
  { suffix: "trained_router", id: "trained-router", name: "Trained Router", rewardModel: skywork },
  { suffix: "graph_routing", id: "graph-routing", name: "Graph Routing" },
  { suffix: "switch_generation", id: "switch-generation", name: "Switch Generation", rewardModel: skywork },
  { suffix: "multiagent_refine", id: "multi-agent-refine", name: "Multi-Agent Refine" },
  { suffix: "multiagent_finetuning", id: "multi-agent-finetuning", name: "Multi-Agent Finetuning" },
  { suffix: "multiagent_feedback", id: "multi-agent-feedback", name: "Multi-Agent Feedback" },
  { suffix: "llm_blender", id: "llm-blender", name: "LLM Blender" },
  { suffix: "agglm", id: "agglm", name: "AggLM" },
  { suffix: "text_sparta", id: "sparta-alignment", name: "Sparta Alignment" },
  { suffix: "heterogeneous_swarms", id: "heterogeneous-swarms", name: "Heterogeneous Swarms" },
  { suffix: "dare_ties", id: "dare-ties", name: "Dare-Ties" },
  { suffix: "greedy_soup", id: "greedy-soup", name: "Greedy Soup" },
  { suffix: "expo", id: "weight-extrapolation", name: "Weight Extrapolation" },
  { suffix: "model_swarms", id: "model-swarms", name: "Model Swarms" },
  { suffix: "majority_vote", id: "majority-vote", name: "Majority Vote" },
  { suffix: "slm_mux", id: "slm-mux", name: "SLM-MUX" },
  { suffix: "knowledge_card", id: "knowledge-card", name: "Knowledge Card" },
  { suffix: "text_structure", id: "text-structure", name: "Text Structure" },
  { suffix: "bbmas", id: "bbmas", name: "BBMAS" },
  { suffix: "api_cascade", id: "cascade", name: "Cascade" },
  { suffix: "mentor_collab", id: "mentor-collab", name: "Mentor Collaboration" },
  { suffix: "nudging", id: "nudging", name: "Nudging" },
  { suffix: "logit_fusion", id: "logit-fusion", name: "Logit Fusion" },
  { suffix: "logit_contrastive", id: "logit-contrastive", name: "Logit Contrastive" },
  { suffix: "lorahub", id: "lorahub", name: "LoraHub" },
];

/** The method of a log by the end of its name; task names hold underscores too, so the beginning says nothing. */
export function methodOfLog(fileName: string): MocoMethod | null {
  const stem = fileName.replace(/\.json$/i, "");
  const found = methods.filter(({ suffix }) => stem === suffix || stem.endsWith(`_${suffix}`));
  return found.toSorted((one, other) => other.suffix.length - one.suffix.length)[0] ?? null;
}

/** Every method whose logs can be read, for messages. */
export const knownSuffixes: readonly string[] = methods.map(({ suffix }) => suffix);
