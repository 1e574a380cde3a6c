import type { HubFile } from "./client";
import { keptText } from "./foreign-text";
import type { Check } from "./schema";
import { isWeightFile } from "./weights-hash";

const pickled = /\.(bin|pt|pth|pkl|pickle|ckpt|joblib|npy|npz|h5|msgpack)$/i;
/** What training leaves beside a model: no weights, in whatever format. */
const leftByTraining = /^(training_args|optimizer|scheduler|scaler|rng_state|random_states|trainer_state)/i;
const shard = /^(.+)-(\d{5})-of-(\d{5})\.safetensors$/;
const adapterWeights = /^adapter_model[^/]*\.safetensors$/;
/** A safetensors file begins with eight bytes of length and holds at least an empty table. */
const leastBytes = 10;

/** Files that a loader opens: weights of a whole model in the root. */
function modelWeights(files: readonly HubFile[]): HubFile[] {
  return files.filter((file) => isWeightFile(file.path) && !file.path.includes("/") && !adapterWeights.test(file.path));
}

/** Is what there is only an adapter, whatever configuration lies beside it? */
export function isAdapterOnly(files: readonly HubFile[]): boolean {
  const adapted = files.some((file) => file.path === "adapter_config.json" || adapterWeights.test(file.path));
  const whole = files.some((file) => file.path === "config.json") && (modelWeights(files).length > 0 || pickledWeights(files).length > 0);
  return adapted && !whole;
}

function pickledWeights(files: readonly HubFile[]): HubFile[] {
  return files.filter(
    (file) => pickled.test(file.path) && !leftByTraining.test(file.path.split("/").at(-1) ?? "") && !/^adapter_model/.test(file.path),
  );
}

/**
 * Are the weights whole, and in a format that cannot carry code? Pickled files are never scanned, only left alone.
 * @param index content of model.safetensors.index.json; undefined when there is none
 */
export function weightsCheck(files: readonly HubFile[], index: unknown): Check {
  const weights = modelWeights(files);
  if (weights.length === 0) return noWeights(files);
  const broken = incomplete(weights, index);
  if (broken !== null) return { id: "weights", outcome: "fail", ...broken };
  const unhashed = files.find((file) => isWeightFile(file.path) && !file.lfs);
  if (unhashed) {
    return {
      id: "weights",
      outcome: "unknown",
      text: `The Hub gives no SHA-256 for ${unhashed.path}, so the weights cannot be pinned.`,
      fix: "Store the weight files with Git LFS or Xet (the Hub's upload does it by itself).",
    };
  }
  const text = `${weights.length} safetensors ${weights.length === 1 ? "file" : "files"}.${besides(pickledWeights(files).length)}`;
  if (!files.some((file) => file.path === "adapter_config.json")) return { id: "weights", outcome: "pass", text, fix: "" };
  return {
    id: "weights",
    outcome: "warn",
    text: `${text} An adapter lies beside the model, and some loaders would load that instead.`,
    fix: "Move the adapter (adapter_config.json) into a repository of its own.",
  };
}

function besides(left: number): string {
  if (left === 0) return "";
  return left === 1
    ? " One other weight file, in a format that can hide code, is never opened."
    : ` ${left} other weight files, in formats that can hide code, are never opened.`;
}

/** What is missing for the weights to be loaded; null when nothing is. */
function incomplete(weights: readonly HubFile[], index: unknown): Pick<Check, "text" | "fix"> | null {
  const empty = weights.find((file) => file.size < leastBytes);
  if (empty) return { text: `${empty.path} is empty.`, fix: "Upload the file again; its upload was broken off." };
  const present = new Set(weights.map((file) => file.path));
  const named = [...new Set(shardsIn(index))];
  if (index !== undefined && named.length === 0) {
    return {
      text: "model.safetensors.index.json names no weight file, so the weights cannot be put together.",
      fix: "Save the model again with save_pretrained, and upload the index with all files that it names.",
    };
  }
  const missing = [...named, ...numberedBeside(weights)].filter((path) => !present.has(path));
  if (missing.length > 0) {
    const distinct = [...new Set(missing)];
    return {
      text: `Of the weights, ${distinct.length === 1 ? "one file is" : `${distinct.length} files are`} missing: ${distinct.slice(0, 3).join(", ")}${distinct.length > 3 ? " …" : ""}.`,
      fix: "Upload all files that model.safetensors.index.json names, into the root of the repository.",
    };
  }
  if (index === undefined && !present.has("model.safetensors") && weights.some((file) => shard.test(file.path))) {
    return {
      text: "The weights are in parts, and model.safetensors.index.json, which says what is where, is missing.",
      fix: "Upload model.safetensors.index.json, which save_pretrained wrote beside the parts.",
    };
  }
  return null;
}

/** File names of an index, one for each tensor. */
function shardsIn(index: unknown): string[] {
  return Object.values(weightMap(index) ?? {}).map((path) => keptText(String(path), 100));
}

/** Names of all tensors that an index lists. */
export function tensorsIn(index: unknown): string[] {
  return Object.keys(weightMap(index) ?? {});
}

function weightMap(index: unknown): object | null {
  if (typeof index !== "object" || index === null || !("weight_map" in index)) return null;
  return typeof index.weight_map === "object" ? index.weight_map : null;
}

/** The other parts that names like "model-00001-of-00003.safetensors" speak of; a thousand parts at most. */
function numberedBeside(weights: readonly HubFile[]): string[] {
  const sets = new Map<string, number>();
  for (const file of weights) {
    const [, stem = "", , total = ""] = shard.exec(file.path) ?? [];
    if (stem !== "") sets.set(`${stem} ${total}`, Math.min(Number(total), 1_000));
  }
  return [...sets].flatMap(([set, total]) => {
    const [stem = "", written = ""] = [set.slice(0, -6), set.slice(-5)];
    return Array.from({ length: total }, (_, place) => `${stem}-${String(place + 1).padStart(5, "0")}-of-${written}.safetensors`);
  });
}

function noWeights(files: readonly HubFile[]): Check {
  const fix = "Upload the weights as safetensors files into the root of the repository.";
  const below = files.find((file) => isWeightFile(file.path) && file.path.includes("/"));
  if (below) {
    const text = `The weights are only in a subfolder (${below.path}), where loaders do not look.`;
    return { id: "weights", outcome: "fail", text, fix: "Move the weights and config.json into the root of the repository." };
  }
  if (files.some((file) => adapterWeights.test(file.path))) {
    return { id: "weights", outcome: "fail", text: "There are only weights of an adapter, none of a whole model.", fix };
  }
  if (pickledWeights(files).length > 0) {
    return {
      id: "weights",
      outcome: "fail",
      text: "The weights are only in a pickled format, which can run code when it is opened.",
      fix: "Save them as safetensors: model.save_pretrained(path, safe_serialization=True), and upload the result.",
    };
  }
  const gguf = files.some((file) => file.path.endsWith(".gguf"));
  const text = gguf ? "There are only GGUF files; runs on the cluster need safetensors." : "The repository holds no weights.";
  return { id: "weights", outcome: "fail", text, fix };
}
