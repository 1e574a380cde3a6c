import { type Behaviour, type Repository, safetensors } from "./hub-repository";

const template = "{% for message in messages %}<|{{ message.role }}|>{{ message.content }}{% endfor %}<|assistant|>";

interface Case {
  architecture?: string;
  modelType?: string;
  task?: string;
  licence?: string | null;
  template?: string | null;
  card?: string;
  behaviour?: Behaviour;
  /** Bytes that make the weights unique; equal notes give equal weights. */
  note?: string;
  parameters?: Record<string, number>;
  scans?: Record<string, string>;
  config?: Record<string, unknown>;
  /** Files to add, or with null to leave out. */
  files?: Record<string, string | null>;
}

function repository(id: string, one: Case): Repository {
  const { architecture = "LlamaForCausalLM", modelType = "llama", licence = "apache-2.0" } = one;
  const files = new Map<string, Buffer>();
  const put = (path: string, text: string) => files.set(path, Buffer.from(text));
  const front = licence === null ? "" : `---\nlicense: ${licence}\nbase_model: cases/base\n---\n`;
  put("README.md", `${front}# ${id}\n\n${one.card ?? `A small model for tests that answers questions about ${id.split("/")[1]}.`}\n`);
  put("config.json", JSON.stringify({ model_type: modelType, architectures: [architecture], ...one.config }));
  const chat = one.template === null ? {} : { chat_template: one.template ?? template };
  put("tokenizer_config.json", JSON.stringify({ bos_token: "<s>", ...chat }));
  put("tokenizer.json", JSON.stringify({ version: "1.0" }));
  files.set("model.safetensors", safetensors({ "model.embed_tokens.weight": [64, 16], "lm_head.weight": [64, 16] }, one.note ?? id));
  for (const [path, text] of Object.entries(one.files ?? {})) {
    if (text === null) files.delete(path);
    else put(path, text);
  }
  return {
    id,
    files,
    task: one.task ?? "text-generation",
    behaviour: one.behaviour ?? { kind: "open" },
    baseModel: "cases/base",
    ...(licence === null ? {} : { licence }),
    ...(one.parameters ? { parameters: one.parameters } : {}),
    ...(one.scans ? { scans: one.scans } : {}),
  };
}

/** One repository for each way in which a submission can go well or wrong. */
const cases: Record<string, Case> = {
  "cases/good": { card: "A small model that was tuned to answer questions about rivers, lakes and coasts." },
  "cases/good-two": { card: "A small model that was tuned to explain recipes step by step in plain words." },
  "cases/good-three": { card: "A small model that was tuned to turn meeting notes into short lists of tasks." },
  "cases/good-four": { card: "A small model that was tuned to plan a week of meals from what is left in the fridge." },
  "cases/good-five": { card: "A small model that was tuned to name the birds of a described garden." },
  "cases/good-six": { card: "A small model that was tuned to rewrite long sentences as short ones." },
  "cases/new-name": {},
  "cases/taken-back": { card: "A small model that was tuned to name the tides of northern harbours." },
  "cases/old-name": { behaviour: { kind: "renamed", to: "cases/new-name" } },
  "cases/private": { behaviour: { kind: "private" } },
  "cases/gated": { behaviour: { kind: "gated" } },
  "cases/disabled": { behaviour: { kind: "disabled" } },
  "cases/token-failed": { behaviour: { kind: "token-failed" } },
  "cases/elsewhere": { behaviour: { kind: "elsewhere", url: "http://127.0.0.1:9/steal" } },
  "cases/slow": { behaviour: { kind: "slow", milliseconds: 12_000 } },
  "cases/broken": { behaviour: { kind: "status", status: 503 } },
  "cases/endless": { behaviour: { kind: "endless" } },
  "cases/encoder": { architecture: "RobertaForMaskedLM", modelType: "roberta", task: "fill-mask" },
  "cases/embedder": { architecture: "LlamaModel", task: "feature-extraction" },
  "cases/reward-model": { architecture: "LlamaForSequenceClassification", task: "text-classification" },
  "cases/vision": { architecture: "Qwen2_5_VLForConditionalGeneration", modelType: "qwen2_5_vl", config: { vision_config: {} } },
  "cases/encoder-decoder": { architecture: "T5ForConditionalGeneration", modelType: "t5", task: "text2text-generation" },
  "cases/too-large": { parameters: { BF16: 14_766_000_000 } },
  "cases/counted": { parameters: { BF16: 7_615_616_512 } },
  "cases/pickle-only": { files: { "model.safetensors": null, "pytorch_model.bin": "\u0080\u0002}q\u0000." } },
  "cases/no-weights": { files: { "model.safetensors": null } },
  "cases/adapter": { files: { "config.json": null, "adapter_config.json": '{"peft_type":"LORA"}' } },
  "cases/custom-code": { files: { "modeling_custom.py": "raise SystemExit" } },
  "cases/auto-map": { config: { nested: [{ auto_map: { AutoModel: "modeling.Model" } }] } },
  "cases/no-chat-template": { template: null },
  "cases/template-file": { template: null, files: { "chat_template.jinja": template } },
  "cases/no-licence": { licence: null },
  "cases/non-commercial": { licence: "cc-by-nc-4.0" },
  "cases/unsafe-file": { scans: { "model.safetensors": "unsafe" } },
  "cases/twin-one": { note: "twins" },
  "cases/twin-two": { note: "twins" },
  "cases/drifting": {},
  "cases/html-card": {
    card: "<script>alert(1)</script>\n\n![badge](http://127.0.0.1:9/x.png)\n\nA **small** model about [tides](http://example.org), tuned on tables.",
  },
};

/** Fresh repositories, so that a test may change them. */
export function caseRepositories(): Map<string, Repository> {
  return new Map(Object.entries(cases).map(([id, one]) => [id, repository(id, one)]));
}
