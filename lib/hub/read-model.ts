import { createHash } from "node:crypto";
import { cardSummary } from "./card-summary";
import { type ModelConfig, modelConfig } from "./check-architecture";
import type { DeclaredLicence } from "./check-card";
import { tensorsIn } from "./check-weights";
import { type Hub, type HubFile, type HubModel, maxTextBytes } from "./client";
import { countedByHub, type ParameterCount } from "./count-parameters";
import { keptText } from "./foreign-text";
import { type RootJson, readRootJson } from "./read-json";
import type { HfRepoId, HubFacts } from "./schema";
import { isWeightFile, weightsHash } from "./weights-hash";

/** All that the checks look at, read once. */
export interface ReadModel {
  model: HubModel;
  files: HubFile[];
  /** Null when config.json is absent; "unreadable" when it is no JSON, or not of the known shape. */
  config: ModelConfig | "unreadable" | null;
  json: RootJson;
  template: ChatTemplate;
  licence: DeclaredLicence;
  count: ParameterCount | null;
  /** Names of all tensors, from the index or from the head of the only file; empty where neither tells. */
  tensors: string[];
  facts: HubFacts;
}

/** "unreadable" when the file that may hold it cannot be read. */
type ChatTemplate = { kind: "absent" | "unreadable" } | { kind: "present"; text: string };

/** Architectures that are kept; models have one or two. */
const maxArchitectures = 20;

/** @throws HubProblem when the model, its file list or one of its small files cannot be read */
export async function readModel(hub: Hub, id: HfRepoId, revision: string): Promise<ReadModel> {
  const model = await hub.model(id, revision);
  const files = await hub.files(model.name, model.sha);
  const json = await readRootJson(hub, model, files);
  const config = configOf(json);
  const readable = config === "unreadable" ? null : config;
  const template = await readTemplate(hub, model, files, json);
  const licence = licenceOf(model);
  const weights = weightFacts(files);
  const tensors = await readTensors(hub, model, files, json);
  const count = await countParameters(hub, model, json, weights.weightBytes);
  const facts = {
    licence: licenceInWords(licence),
    baseModel: model.cardData?.base_model?.[0] ?? null,
    task: model.task ?? null,
    cardSummary: await readSummary(hub, model, files),
    ...weights,
    parameters: count !== null && count.atLeast === count.atMost ? count.atLeast : null,
    modelType: readable?.model_type ? keptText(readable.model_type, 100) : null,
    architectures: keptNames(readable?.architectures ?? []),
    templateHash: template.kind === "present" ? createHash("sha256").update(template.text.normalize("NFC").trim()).digest("hex") : null,
  };
  return { model, files, config, json, template, licence, count, tensors, facts };
}

function configOf(json: RootJson): ModelConfig | "unreadable" | null {
  if (json.unreadable.includes("config.json")) return "unreadable";
  if (!json.values.has("config.json")) return null;
  return modelConfig.safeParse(json.values.get("config.json")).data ?? "unreadable";
}

function keptNames(names: readonly string[]): string[] {
  const kept = names.slice(0, maxArchitectures).map((name) => keptText(name, 100));
  return names.length > maxArchitectures ? [...kept, `and ${names.length - maxArchitectures} more`] : kept;
}

async function readSummary(hub: Hub, model: HubModel, files: readonly HubFile[]): Promise<string | null> {
  const card = files.find((file) => file.path === "README.md");
  if (card === undefined) return null;
  if (card.lfs) return "(The card is kept by Git LFS, so it was not read.)";
  if (card.size > maxTextBytes) return `(The card has over ${maxTextBytes / 1_000_000} MB, so it was not read.)`;
  const text = await hub.text(model.name, model.sha, card.path);
  return text === null ? null : cardSummary(text);
}

/** A file of its own counts before the tokenizer's settings, as it does for loaders. A template without a sign is none. */
async function readTemplate(hub: Hub, model: HubModel, files: readonly HubFile[], json: RootJson): Promise<ChatTemplate> {
  const own = files.find((file) => file.path === "chat_template.jinja");
  if (own?.lfs) return { kind: "unreadable" };
  if (own) {
    const text = await hub.text(model.name, model.sha, "chat_template.jinja");
    return text === null ? { kind: "unreadable" } : templateOf(text);
  }
  const tokenizer = json.values.get("tokenizer_config.json");
  if (json.unreadable.includes("tokenizer_config.json")) return { kind: "unreadable" };
  if (typeof tokenizer !== "object" || tokenizer === null || !("chat_template" in tokenizer)) return { kind: "absent" };
  const { chat_template: template } = tokenizer;
  if (typeof template === "string") return templateOf(template);
  const several: unknown[] = Array.isArray(template) ? template : [];
  return several.some(hasTemplate) ? { kind: "present", text: JSON.stringify(several) } : { kind: "absent" };
}

function templateOf(text: string): ChatTemplate {
  return text.trim() === "" ? { kind: "absent" } : { kind: "present", text };
}

function hasTemplate(named: unknown): boolean {
  if (typeof named !== "object" || named === null || !("template" in named)) return false;
  return typeof named.template === "string" && named.template.trim() !== "";
}

/** The Hub's own count is read first: it needs no download. Without one, the headers are read, where packed weights are unpacked. */
async function countParameters(hub: Hub, model: HubModel, json: RootJson, bytes: number | null): Promise<ParameterCount | null> {
  const counted = countedByHub(model.safetensors?.parameters ?? {}, quantizationIn(json), bytes);
  if (counted !== null) return counted;
  try {
    const found = await hub.countParameters(model.name, model.sha);
    return found > 0 && Number.isSafeInteger(Math.round(found)) ? { atLeast: found, atMost: found, bits: null } : null;
  } catch {
    return null;
  }
}

/** The head of a single file is two short requests; where it cannot be read, nothing is known of the tensors. */
async function readTensors(hub: Hub, model: HubModel, files: readonly HubFile[], json: RootJson): Promise<string[]> {
  const index = json.values.get("model.safetensors.index.json");
  if (index !== undefined) return tensorsIn(index);
  const single = files.find((file) => file.path === "model.safetensors");
  if (!single) return [];
  return await hub.tensors(model.name, model.sha, single.path).catch(() => []);
}

function quantizationIn(json: RootJson): unknown {
  const config = json.values.get("config.json");
  const within = typeof config === "object" && config !== null && "quantization_config" in config ? config.quantization_config : undefined;
  return within ?? json.values.get("quantize_config.json") ?? json.values.get("quant_config.json");
}

function licenceOf(model: HubModel): DeclaredLicence {
  const tagged = model.tags.map((tag) => tag.slice("license:".length));
  const ids = (model.cardData?.license ?? tagged).map((id) => id.trim()).filter((id) => id !== "");
  return { ids, name: model.cardData?.license_name?.trim() || null };
}

/** The identifiers, or the name that the card gives where the identifier is only "other". */
function licenceInWords({ ids, name }: DeclaredLicence): string | null {
  const told = ids.filter((id) => name === null || id.toLowerCase() !== "other");
  return told.length > 0 ? told.join(", ") : name;
}

function weightFacts(files: readonly HubFile[]): Pick<HubFacts, "weightsHash" | "weightBytes"> {
  const weights = files.filter((file) => isWeightFile(file.path));
  const hashed = weights.flatMap((file) => (file.lfs ? [{ path: file.path, sha256: file.lfs.oid }] : []));
  return {
    weightsHash: hashed.length > 0 && hashed.length === weights.length ? weightsHash(hashed) : null,
    weightBytes: weights.length > 0 ? weights.reduce((sum, file) => sum + file.size, 0) : null,
  };
}
