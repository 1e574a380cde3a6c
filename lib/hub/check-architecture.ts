import { z } from "zod";
import { keptText } from "./foreign-text";
import type { Check } from "./schema";

/** The parts of config.json that tell what kind of model it is. */
export const modelConfig = z.looseObject({
  model_type: z.string().nullish(),
  architectures: z.array(z.string()).nullish(),
  vision_config: z.unknown().optional(),
  tie_word_embeddings: z.unknown().optional(),
});
export type ModelConfig = z.infer<typeof modelConfig>;

const generative = /(ForCausalLM|LMHeadModel)$/;
const encoderDecoder = /ForConditionalGeneration$/;
const scoring =
  /(ForSequenceClassification|ForTokenClassification|ForSequenceRegression|RewardModel|ForScore|ValueHead|ForMultipleChoice)/i;
const encoder = /(ForMaskedLM|ForPreTraining|BertModel|RobertaModel|EncoderModel|ForQuestionAnswering)$/;
const visual = /(vision|llava|image|VL(For|Model|Chat)|Vl(For|Model))/i;
const visualTasks = [
  "image-text-to-text",
  "any-to-any",
  "visual-question-answering",
  "image-to-text",
  "video-text-to-text",
  "text-to-image",
];
const embeddingTasks = ["feature-extraction", "sentence-similarity", "fill-mask"];
const scoringTasks = ["text-classification", "token-classification", "zero-shot-classification", "text-ranking", "tabular-regression"];
const plainTasks = ["text-generation", "text2text-generation", "conversational"];

/** Tensors that give a score instead of the next word, and those that give the next word. */
const scoringHead = /(^|\.)(score|v_head|value_head|reward_head|regression_head|classifier|classification_head)\./;
const wordHead = /(^|\.)(lm_head|embed_out|output|output_layer)\./;
/** Files that the sentence-transformers library writes beside every model of its own. */
const embeddingFiles = /^(config_sentence_transformers\.json|sentence_bert_config\.json|1_Pooling\/)/;
const scoringWords = ["reward", "rm", "prm", "orm", "reranker", "rerank", "ranker", "classifier", "critic", "scorer"];
const embeddingWords = ["embed", "embedding", "embeddings", "embedder", "retriever", "e5", "gte", "bge"];

type Kind = "generative" | "encoder-decoder" | "vision" | "scoring" | "encoder" | "unknown" | "unreadable" | "unconfigured";

const verdicts: Record<Kind, Omit<Check, "id">> = {
  generative: { outcome: "pass", text: "A language model that writes text.", fix: "" },
  "encoder-decoder": {
    outcome: "warn",
    text: "An encoder-decoder model. Our servers run decoder models best.",
    fix: "Nothing to do. A maintainer decides whether it can be run.",
  },
  vision: {
    outcome: "fail",
    text: "A model that reads images. The pool holds plain language models.",
    fix: "Submit a language model; if the text part works alone, publish it as its own repository.",
  },
  scoring: {
    outcome: "fail",
    text: "A reward model or classifier: it gives scores, it does not write text.",
    fix: "Submit a model that answers in text. A judge model cannot be a member of a pool.",
  },
  encoder: {
    outcome: "fail",
    text: "An encoder or embedding model: it reads text but does not write any.",
    fix: "Submit a generative language model, usually an architecture that ends in ForCausalLM.",
  },
  unknown: {
    outcome: "unknown",
    text: "Neither config.json nor the card says what kind of model it is.",
    fix: "Add config.json with “architectures”, for example LlamaForCausalLM.",
  },
  unconfigured: {
    outcome: "unknown",
    text: "There is no config.json, so what kind of model it is remains unknown.",
    fix: "Add config.json with “architectures”, for example LlamaForCausalLM.",
  },
  unreadable: {
    outcome: "unknown",
    text: "config.json cannot be read, so what kind of model it is remains unknown.",
    fix: "Put right config.json: it has to be JSON, “architectures” a list of names. Then check again.",
  },
};

/** What is looked at to tell what kind of model it is. */
export interface ModelSigns {
  config: ModelConfig | "unreadable" | null;
  /** The card's task. */
  task: string | null;
  isAdapter: boolean;
  /** The name on the Hub without its owner. */
  name: string;
  /** Paths of all files. */
  paths: readonly string[];
  /** Names of all tensors where an index lists them; empty where none does. */
  tensors: readonly string[];
}

/** Whether a model writes text. What is in the files counts before the card's task and the name, which people choose freely. */
export function architectureCheck(signs: ModelSigns): Check {
  if (signs.isAdapter) {
    return {
      id: "architecture",
      outcome: "fail",
      text: "The repository holds an adapter (LoRA), not a whole model.",
      fix: "Merge the adapter into its base model (PEFT: merge_and_unload), publish the result and submit that.",
    };
  }
  const kind = kindOf(signs);
  const spoken = kind === "generative" ? otherKindInName(signs.name) : null;
  if (spoken !== null) {
    return {
      id: "architecture",
      outcome: "warn",
      text: `By its files a language model that writes text, but its name speaks of another kind (“${spoken}”).`,
      fix: "Nothing to do if it writes text. A maintainer looks at it.",
    };
  }
  const architectures = signs.config === null || signs.config === "unreadable" ? [] : (signs.config.architectures ?? []);
  const named = keptText(architectures.join(", "), 200);
  return { id: "architecture", ...verdicts[kind], text: named ? `${verdicts[kind].text} (${named})` : verdicts[kind].text };
}

function kindOf({ config, task, paths, tensors }: ModelSigns): Kind {
  if (config === "unreadable") return "unreadable";
  if (config === null) return "unconfigured";
  const any = (pattern: RegExp) => (config.architectures ?? []).some((name) => pattern.test(name));
  const reads = config.vision_config !== undefined && config.vision_config !== null;
  if (reads || any(visual) || (task !== null && visualTasks.includes(task))) return "vision";
  if (any(scoring) || tensors.some((name) => scoringHead.test(name))) return "scoring";
  if (paths.some((path) => embeddingFiles.test(path))) return "encoder";
  if (any(generative)) return hasNoWordHead(config, tensors) ? "encoder" : byTask(task, "generative");
  if (any(encoderDecoder)) return "encoder-decoder";
  if (any(encoder)) return "encoder";
  return byTask(task, task !== null && plainTasks.includes(task) ? "generative" : "unknown");
}

/** A task of another kind stands against an architecture that many kinds share; without one it stays what it is. */
function byTask(task: string | null, otherwise: Kind): Kind {
  if (task === null) return otherwise;
  if (embeddingTasks.includes(task)) return "encoder";
  return scoringTasks.includes(task) ? "scoring" : otherwise;
}

/** All tensors are known, none of them gives the next word, and the embeddings do not stand in for it. */
function hasNoWordHead(config: ModelConfig, tensors: readonly string[]): boolean {
  return tensors.length > 0 && config.tie_word_embeddings === false && !tensors.some((name) => wordHead.test(name));
}

function otherKindInName(name: string): string | null {
  const words = name.toLowerCase().split(/[^a-z0-9]+/);
  return words.find((word) => scoringWords.includes(word) || embeddingWords.includes(word)) ?? null;
}
