import { z } from "zod";
import type { Check } from "./schema";

/** The parts of config.json that tell what kind of model it is. */
export const modelConfig = z.looseObject({
  model_type: z.string().optional(),
  architectures: z.array(z.string()).nullish(),
  vision_config: z.unknown().optional(),
  is_encoder_decoder: z.boolean().optional(),
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

type Kind = "generative" | "encoder-decoder" | "vision" | "scoring" | "encoder" | "unknown";

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
};

/** Whether a model writes text. The declared architecture counts before the card's task, which people choose freely. */
export function architectureCheck(config: ModelConfig | null, task: string | null, isAdapter: boolean): Check {
  if (isAdapter) {
    return {
      id: "architecture",
      outcome: "fail",
      text: "The repository holds an adapter (LoRA), not a whole model.",
      fix: "Merge the adapter into its base model (PEFT: merge_and_unload), publish the result and submit that.",
    };
  }
  const named = config?.architectures?.join(", ") ?? "";
  const verdict = verdicts[kindOf(config, task)];
  return { id: "architecture", ...verdict, text: named ? `${verdict.text} (${named})` : verdict.text };
}

function kindOf(config: ModelConfig | null, task: string | null): Kind {
  const architectures = config?.architectures ?? [];
  const any = (pattern: RegExp) => architectures.some((name) => pattern.test(name));
  if (config?.vision_config !== undefined || any(visual) || (task !== null && visualTasks.includes(task))) return "vision";
  if (any(scoring)) return "scoring";
  if (any(generative)) return task !== null && scoringTasks.includes(task) ? "scoring" : "generative";
  if (any(encoderDecoder)) return "encoder-decoder";
  if (any(encoder)) return "encoder";
  return kindByTask(task);
}

function kindByTask(task: string | null): Kind {
  if (task === null) return "unknown";
  if (embeddingTasks.includes(task)) return "encoder";
  if (scoringTasks.includes(task)) return "scoring";
  return plainTasks.includes(task) ? "generative" : "unknown";
}
