import type { HubFile } from "./client";
import type { Check } from "./schema";
import { isWeightFile } from "./weights-hash";

const pickled = /\.(bin|pt|pth|pkl|pickle|ckpt|joblib|npy|npz|h5|msgpack)$/i;
const codeKeys = ["auto_map", "custom_code", "trust_remote_code", "custom_pipelines"];

/** Are the weights in a format that cannot carry code? Pickled files are never scanned, only left alone. */
export function weightsCheck(files: readonly HubFile[]): Check {
  const weights = files.filter((file) => isWeightFile(file.path));
  const unhashed = weights.filter((file) => !file.lfs);
  if (weights.length === 0) return noSafetensors(files);
  if (unhashed.length > 0) {
    return {
      id: "weights",
      outcome: "unknown",
      text: `The Hub gives no SHA-256 for ${unhashed[0]?.path ?? "a weight file"}, so the weights cannot be pinned.`,
      fix: "Store the weight files with Git LFS or Xet (the Hub's upload does it by itself).",
    };
  }
  const left = files.filter((file) => pickled.test(file.path));
  const also =
    left.length > 0
      ? ` ${left.length === 1 ? "One other weight file, in a format" : `${left.length} other weight files, in formats`} that can hide code, ${left.length === 1 ? "is" : "are"} never opened.`
      : "";
  return {
    id: "weights",
    outcome: "pass",
    text: `${weights.length} safetensors ${weights.length === 1 ? "file" : "files"}.${also}`,
    fix: "",
  };
}

function noSafetensors(files: readonly HubFile[]): Check {
  if (files.some((file) => pickled.test(file.path))) {
    return {
      id: "weights",
      outcome: "fail",
      text: "The weights are only in a pickled format, which can run code when it is opened.",
      fix: "Save them as safetensors: model.save_pretrained(path, safe_serialization=True), and upload the result.",
    };
  }
  const gguf = files.some((file) => file.path.endsWith(".gguf"));
  return {
    id: "weights",
    outcome: "fail",
    text: gguf ? "There are only GGUF files; runs on the cluster need safetensors." : "The repository holds no weights.",
    fix: "Upload the weights as safetensors files.",
  };
}

/** Does the repository want to run code of its own? `texts` are its JSON files by path. */
export function codeCheck(files: readonly HubFile[], texts: ReadonlyMap<string, unknown>): Check {
  const scripts = files.filter((file) => /\.(py|pyc|so|dll|sh|ipynb)$/i.test(file.path)).map((file) => file.path);
  const keyed = [...texts].filter(([, value]) => holdsKey(value, 0)).map(([path]) => path);
  const found = [...scripts, ...keyed];
  if (found.length === 0) return { id: "code", outcome: "pass", text: "The repository brings no code.", fix: "" };
  return {
    id: "code",
    outcome: "fail",
    text: `The repository brings its own code (${found.slice(0, 3).join(", ")}). We never run code of strangers.`,
    fix: "Use an architecture that the transformers library knows by itself, and remove the *.py files and “auto_map”.",
  };
}

/** Deeper nesting than any real configuration has counts as found: it would hide a key from the search. */
function holdsKey(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (depth > 20) return true;
  return Object.entries(value).some(([key, inner]) => codeKeys.includes(key) || holdsKey(inner, depth + 1));
}

/** The Hub scans files itself; its word is a hint, and a bad one stops the model. */
export function securityCheck(files: readonly HubFile[]): Check {
  const relevant = files.filter((file) => isWeightFile(file.path) || /\.(json|txt|model|jinja)$/.test(file.path));
  const flagged = relevant.filter((file) => ["unsafe", "suspicious"].includes(file.securityFileStatus?.status ?? ""));
  if (flagged.length > 0) {
    return {
      id: "security",
      outcome: "fail",
      text: `The Hub's scanners mark ${flagged[0]?.path ?? "a file"} as ${flagged[0]?.securityFileStatus?.status ?? "unsafe"}.`,
      fix: "Open the file's page on the Hub to see what was found, and replace the file.",
    };
  }
  return { id: "security", outcome: "pass", text: "The Hub's scanners complain about no file that we use.", fix: "" };
}
