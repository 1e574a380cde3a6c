import { createHash } from "node:crypto";
import { cardSummary } from "./card-summary";
import { type ModelConfig, modelConfig } from "./check-architecture";
import type { Hub, HubFile, HubModel } from "./client";
import { HubProblem } from "./problem";
import type { HfRepoId, HubFacts } from "./schema";
import { isWeightFile, weightsHash } from "./weights-hash";

/** All that the checks look at, read once. */
export interface ReadModel {
  model: HubModel;
  files: HubFile[];
  config: ModelConfig | null;
  /** JSON files in the root by path; a file that is no JSON is absent. */
  json: Map<string, unknown>;
  template: string | null;
  facts: HubFacts;
}

const jsonLimit = 1_000_000;
const maxJsonFiles = 40;

/** @throws HubProblem when the model, its file list or one of its small files cannot be read */
export async function readModel(hub: Hub, id: HfRepoId, revision: string): Promise<ReadModel> {
  const model = await hub.model(id, revision);
  const files = await hub.files(model.name, model.sha);
  const json = await readJson(hub, model, files);
  const config = modelConfig.safeParse(json.get("config.json")).data ?? null;
  const template = await readTemplate(hub, model, files, json.get("tokenizer_config.json"));
  const card = files.some((file) => file.path === "README.md") ? await hub.text(model.name, model.sha, "README.md") : null;
  const facts = {
    ...cardFacts(model, card),
    ...weightFacts(files),
    parameters: await countParameters(hub, model),
    modelType: config?.model_type ?? null,
    architectures: config?.architectures ?? [],
    templateHash: template === null ? null : createHash("sha256").update(template.normalize("NFC").trim()).digest("hex"),
  };
  return { model, files, config, json, template, facts };
}

/** Loaders read the root only. tokenizer.json is a vocabulary of many megabytes, an index lists tensors only. */
async function readJson(hub: Hub, model: HubModel, files: readonly HubFile[]): Promise<Map<string, unknown>> {
  const wanted = files.filter(
    (file) => /^[^/]+\.json$/.test(file.path) && !/^tokenizer\.json$|\.index\.json$|^vocab\.json$/.test(file.path),
  );
  const tooLarge = wanted.find((file) => file.size > jsonLimit);
  if (tooLarge || wanted.length > maxJsonFiles) {
    throw new HubProblem("unreachable", `too much JSON to read: ${tooLarge?.path ?? `${wanted.length} files`}`);
  }
  const read = await Promise.all(
    wanted.map(async ({ path }) => [path, await hub.text(model.name, model.sha, encodeURIComponent(path))] as const),
  );
  return new Map(read.flatMap(([path, text]) => (text === null ? [] : [[path, parseJson(text)] as const])));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function readTemplate(hub: Hub, model: HubModel, files: readonly HubFile[], tokenizer: unknown): Promise<string | null> {
  if (files.some((file) => file.path === "chat_template.jinja")) return hub.text(model.name, model.sha, "chat_template.jinja");
  if (typeof tokenizer !== "object" || tokenizer === null || !("chat_template" in tokenizer)) return null;
  const { chat_template: template } = tokenizer;
  if (typeof template === "string") return template;
  return Array.isArray(template) && template.length > 0 ? JSON.stringify(template) : null;
}

/** The Hub's own count is read first: it needs no download. Without one, the headers are read. */
async function countParameters(hub: Hub, model: HubModel): Promise<number | null> {
  const counted = Object.values(model.safetensors?.parameters ?? {}).reduce((sum, count) => sum + count, 0);
  if (counted > 0) return counted;
  try {
    const found = await hub.countParameters(model.name, model.sha);
    return found > 0 ? found : null;
  } catch {
    return null;
  }
}

function first(value: string | string[] | undefined): string | null {
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

function cardFacts(model: HubModel, card: string | null): Pick<HubFacts, "licence" | "baseModel" | "task" | "cardSummary"> {
  const tagged = model.tags.find((tag) => tag.startsWith("license:"))?.slice("license:".length);
  return {
    licence: model.cardData?.license_name ?? first(model.cardData?.license) ?? tagged ?? null,
    baseModel: first(model.cardData?.base_model),
    task: model.task ?? null,
    cardSummary: card === null ? null : cardSummary(card),
  };
}

function weightFacts(files: readonly HubFile[]): Pick<HubFacts, "weightsHash" | "weightBytes"> {
  const weights = files.filter((file) => isWeightFile(file.path));
  const hashed = weights.flatMap((file) => (file.lfs ? [{ path: file.path, sha256: file.lfs.oid }] : []));
  return {
    weightsHash: hashed.length > 0 && hashed.length === weights.length ? weightsHash(hashed) : null,
    weightBytes: weights.length > 0 ? weights.reduce((sum, file) => sum + file.size, 0) : null,
  };
}
