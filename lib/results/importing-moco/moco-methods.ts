import { declaredMethods } from "@/lib/methods/registry";

/** A way of MoCo to answer, by the end of its logs' names. */
export interface MocoMethod {
  suffix: string;
  /** Id of our method of the same idea; its own where we have none. */
  id: string;
  name: string;
  /** What it asks beside the members, whatever its settings say. */
  rewardModel?: string;
}

/** What MoCo can do and no method here is about. */
const others: readonly MocoMethod[] = [
  { suffix: "single_model", id: "single-model", name: "Single model" },
  { suffix: "multiagent_feedback", id: "multi-agent-feedback", name: "Multi-Agent Feedback" },
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

const methods: readonly MocoMethod[] = [
  ...declaredMethods.flatMap(({ id, name, moco }) => (moco ? [{ id, name, ...moco }] : [])),
  ...others,
];

/**
 * The method of a log by the end of its name; task names hold underscores too, so the beginning says nothing. Some ends are
 * the end of others, so the longest counts.
 */
export function methodOfLog(fileName: string): MocoMethod | null {
  const stem = fileName.replace(/\.json$/i, "");
  const found = methods.filter(({ suffix }) => stem === suffix || stem.endsWith(`_${suffix}`));
  return found.toSorted((one, other) => other.suffix.length - one.suffix.length)[0] ?? null;
}

/** Every method whose logs can be read, for messages. */
export const knownSuffixes: readonly string[] = methods.map(({ suffix }) => suffix);
