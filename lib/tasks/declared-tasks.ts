import type { Domain } from "./schema";
import type { TaskTypeName } from "./types/registry";

/** A task that the paper evaluates on. Its questions carry their own licences and are not part of this project. */
export interface DeclaredTask {
  slug: string;
  title: string;
  /** As the paper groups it. The three of the last group lie outside of the paper's five domains and of its means. */
  group: Domain | "human_diversity";
  /** Where an import puts it unless it is told otherwise. */
  domain: Domain;
  taskType: TaskTypeName;
  /** The paper's words for what is measured; null where it gives none. */
  metric: string | null;
  description: string;
  /** Questions in the files that MoCo ships; null where these files are named, but absent. */
  sizes: { dev: number; test: number } | null;
  /** Where the data set comes from. */
  source: string;
  /** `name` in the files that MoCo ships, then other names by which people call the data set or parts made from it. */
  names: readonly string[];
}

const moco = "https://github.com/BunsenFeng/model_collaboration";
const hub = (id: string) => `https://huggingface.co/datasets/${id}`;
const skywork = "reward model score (Skywork/Skywork-Reward-Llama-3.1-8B-v0.2)";

/**
 * The 15 tasks of the paper's five domains and the 3 on human diversity (arXiv 2606.07812, section 3 and Appendix B);
 * sizes as counted in MoCo at commit ecea545.
 */
export const declaredTasks: readonly DeclaredTask[] = [
  {
    slug: "agieval",
    title: "AGIEval",
    group: "general_qa",
    domain: "general_qa",
    taskType: "multiple_choice",
    metric: "accuracy",
    description: "Questions of admission and qualification exams for people.",
    sizes: { dev: 1156, test: 1156 },
    source: "https://github.com/ruixiangcui/AGIEval",
    names: ["agieval", "agi eval", "agieval_tiny"],
  },
  {
    slug: "arc-challenge",
    title: "ARC Challenge",
    group: "general_qa",
    domain: "general_qa",
    taskType: "multiple_choice",
    metric: "accuracy",
    description: "Science questions of school exams that simple look-ups answer wrongly.",
    sizes: { dev: 299, test: 1172 },
    source: hub("allenai/ai2_arc"),
    names: ["arc_challenge", "allenai/ai2_arc", "ai2 reasoning challenge", "arc-c", "arc"],
  },
  {
    slug: "mmlu-redux",
    title: "MMLU-Redux",
    group: "general_qa",
    domain: "general_qa",
    taskType: "multiple_choice",
    metric: "accuracy",
    description: "Questions on 57 subjects, checked again for errors.",
    sizes: { dev: 1000, test: 1000 },
    source: hub("edinburgh-dawg/mmlu-redux"),
    names: ["mmlu_redux", "edinburgh-dawg/mmlu-redux", "cais/mmlu", "hendrycks_test", "mmlu"],
  },
  {
    slug: "bbh",
    title: "BIG-Bench Hard",
    group: "reasoning",
    domain: "reasoning",
    taskType: "exact_match",
    metric: "accuracy",
    description: "27 kinds of puzzles that need several steps.",
    sizes: { dev: 1000, test: 1000 },
    source: "https://github.com/suzgunmirac/BIG-Bench-Hard",
    names: ["bbh", "big bench hard", "bigbench hard", "lukaemon/bbh"],
  },
  {
    slug: "gsm8k",
    title: "GSM8K",
    group: "reasoning",
    domain: "reasoning",
    taskType: "exact_match",
    metric: "accuracy",
    description: "Word problems of primary school that end in a number.",
    sizes: { dev: 200, test: 1000 },
    source: hub("openai/gsm8k"),
    names: ["gsm8k", "openai/gsm8k", "grade school math", "gsm 8k", "metamathqa"],
  },
  {
    slug: "math",
    title: "MATH",
    group: "reasoning",
    domain: "reasoning",
    taskType: "exact_match",
    metric: "accuracy",
    description: "Problems of mathematics competitions.",
    sizes: { dev: 956, test: 956 },
    source: "https://github.com/hendrycks/math",
    names: ["math", "hendrycks/competition_math", "competition math", "hendrycks math", "math 500", "metamathqa"],
  },
  {
    slug: "sciriff",
    title: "SciRIFF",
    group: "reasoning",
    domain: "reasoning",
    taskType: "exact_match",
    metric: "accuracy",
    description: "What a citation in a scientific text is for.",
    sizes: { dev: 114, test: 139 },
    source: hub("allenai/SciRIFF"),
    names: ["sciriff", "allenai/SciRIFF", "acl arc"],
  },
  {
    slug: "wikidyk",
    title: "WikiDYK",
    group: "knowledge",
    domain: "knowledge",
    taskType: "f1_match",
    metric: "character-level F1 match; MoCo computes it over words",
    description: "Facts from Wikipedia's column of things that few people know.",
    sizes: { dev: 1000, test: 765 },
    source: "https://github.com/zhang-yu-wei/WikiDYK",
    names: ["wikidyk"],
  },
  {
    slug: "popqa",
    title: "PopQA",
    group: "knowledge",
    domain: "knowledge",
    taskType: "f1_match",
    metric: "character-level F1 match; MoCo computes it over words",
    description: "Questions about well-known and obscure entities, with several accepted names.",
    sizes: { dev: 1000, test: 1000 },
    source: hub("akariasai/PopQA"),
    names: ["popqa", "akariasai/PopQA"],
  },
  {
    slug: "blend",
    title: "BLEnD",
    group: "knowledge",
    domain: "knowledge",
    taskType: "multiple_choice",
    metric: "accuracy",
    description: "Everyday life in many countries.",
    sizes: { dev: 1000, test: 1000 },
    source: hub("nayeon212/BLEnD"),
    names: ["blend", "nayeon212/BLEnD"],
  },
  {
    slug: "truthfulqa",
    title: "TruthfulQA",
    group: "safety",
    domain: "safety",
    taskType: "multiple_choice",
    metric: "accuracy",
    description: "Questions that common misbeliefs answer wrongly.",
    sizes: { dev: 200, test: 617 },
    source: hub("truthfulqa/truthful_qa"),
    names: ["truthfulqa", "truthful_qa", "truthful qa"],
  },
  {
    slug: "coconot",
    title: "CoCoNot",
    group: "safety",
    domain: "safety",
    taskType: "noncompliance",
    metric: null,
    description: "Requests that a model should not simply comply with.",
    sizes: { dev: 1000, test: 1000 },
    source: hub("allenai/coconot"),
    names: ["coconot", "allenai/coconot"],
  },
  {
    slug: "alpacaeval",
    title: "AlpacaEval",
    group: "instruction_following",
    domain: "instruction_following",
    taskType: "reward_model",
    metric: skywork,
    description: "Instructions of many kinds, answered freely.",
    sizes: { dev: 2000, test: 1000 },
    source: hub("tatsu-lab/alpaca_eval"),
    names: ["alpacaeval", "alpaca_eval", "tatsu-lab/alpaca_eval", "alpaca eval"],
  },
  {
    slug: "wildchat",
    title: "WildChat",
    group: "instruction_following",
    domain: "instruction_following",
    taskType: "reward_model",
    metric: skywork,
    description: "What people really asked an assistant.",
    sizes: null,
    source: hub("allenai/WildChat-1M"),
    names: ["wildchat", "allenai/WildChat-1M", "allenai/WildChat", "wildchecklists", "wildbench", "wildfeedback"],
  },
  {
    slug: "human-interest",
    title: "Human Interest",
    group: "instruction_following",
    domain: "instruction_following",
    taskType: "reward_model",
    metric: skywork,
    description: "Questions on 16 topics that people care about.",
    sizes: { dev: 400, test: 400 },
    source: moco,
    names: ["human_interest", "human_interest_tiny"],
  },
  {
    slug: "culturebench",
    title: "CultureBench",
    group: "human_diversity",
    domain: "knowledge",
    taskType: "exact_match",
    metric: "accuracy",
    description: "Statements about cultures, true or false.",
    sizes: { dev: 2454, test: 2454 },
    source: hub("kellycyy/CulturalBench"),
    names: ["culturebench", "culturalbench", "culturalbench_hard", "kellycyy/CulturalBench"],
  },
  {
    slug: "kaleidoscope",
    title: "Value Kaleidoscope",
    group: "human_diversity",
    domain: "safety",
    taskType: "multiple_choice",
    metric: "accuracy",
    description: "Whether a value supports an action, opposes it, or either.",
    sizes: { dev: 1000, test: 1000 },
    source: hub("allenai/ValuePrism"),
    names: ["kaleidoscope", "value kaleidoscope", "valueprism", "allenai/ValuePrism"],
  },
  {
    slug: "infinite-chat-diversity",
    title: "InfinityChat",
    group: "human_diversity",
    domain: "instruction_following",
    taskType: "generation_diversity",
    metric: `open setting: ${skywork}; diversity setting: homogeneity between models`,
    description: "Open-ended requests, and how much an answer differs from others'.",
    sizes: { dev: 26, test: 25 },
    source: moco,
    names: ["infinite_chat_diversity", "infinite_chat_open", "infinity chat", "infinitychat", "infinite chats"],
  },
];

/** The declared task of this name, as MoCo's files call it; null when there is none. */
export function findDeclared(name: string): DeclaredTask | null {
  const wanted = plain(name);
  return declaredTasks.find((task) => plain(task.slug) === wanted || plain(task.names[0] ?? "") === wanted) ?? null;
}

/** The declared task whose data set this is a part or another setting of. */
export function findRelated(name: string): DeclaredTask | null {
  const wanted = plain(name);
  return findDeclared(name) ?? declaredTasks.find((task) => task.names.some((other) => plain(other) === wanted)) ?? null;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]+/g, "");
}
