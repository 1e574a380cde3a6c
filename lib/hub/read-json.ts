import { type Hub, type HubFile, type HubModel, maxTextBytes } from "./client";
import { parsePythonJson } from "./parse-python-json";
import { HubProblem } from "./problem";

/** The JSON files in the root of a repository, as far as they can be read. */
export interface RootJson {
  /** Content by path. */
  values: Map<string, unknown>;
  /** Files whose content is unknown: they are no JSON, or the Hub lists them and does not give them. */
  unreadable: string[];
  /** Of these, the files that are kept by Git LFS: behind the name lies a pointer, or an address outside of the Hub. */
  keptByLfs: string[];
  /** Large files that no loader opens, so that nobody needs to. */
  passedOver: string[];
}

/** Files that model servers and the transformers library open by these names: whatever they hold is looked at. */
const loaded =
  /^(config|generation_config|tokenizer_config|special_tokens_map|added_tokens|chat_template|adapter_config|quantize_config|quant_config|(video_|image_|feature_)?(pre)?processor_config|params|modules|config_sentence_transformers|model_index|model\.safetensors\.index)\.json$/;
/** Vocabularies of many megabytes, which hold nothing but words. */
const vocabulary = /^(tokenizer|vocab|.*\.(bin|msgpack|h5)\.index)\.json$/;
/** Bytes of a file that no loader opens, above which nobody looks into it. */
const otherLimit = 1_000_000;
const maxFiles = 60;
/** How a pointer of Git LFS begins, which an upload has left in place of its file. */
const pointer = "version https://git-lfs.github.com/spec/";
/** Bytes of all of them together, for they are held at once. */
const maxTotal = 2 * maxTextBytes;

/** @throws HubProblem where a file that a loader opens is too large, or there are too many */
export async function readRootJson(hub: Hub, model: HubModel, files: readonly HubFile[]): Promise<RootJson> {
  const found = files.filter((file) => !file.path.includes("/") && file.path.endsWith(".json") && !vocabulary.test(file.path));
  const passedOver = found.filter((file) => !loaded.test(file.path) && file.size > otherLimit).map((file) => file.path);
  const kept = found.filter((file) => !passedOver.includes(file.path));
  const keptByLfs = kept.filter((file) => file.lfs).map((file) => file.path);
  const wanted = kept.filter((file) => !file.lfs);
  const tooLarge = wanted.find((file) => file.size > maxTextBytes);
  if (tooLarge) throw new HubProblem("too_large", `${tooLarge.path} is over ${maxTextBytes / 1_000_000} MB`);
  if (wanted.length > maxFiles) throw new HubProblem("too_large", `it has ${wanted.length} JSON files, over ${maxFiles}`);
  const total = wanted.reduce((sum, file) => sum + file.size, 0);
  if (total > maxTotal) throw new HubProblem("too_large", `its JSON files have over ${maxTotal / 1_000_000} MB together`);
  const texts = await Promise.all(wanted.map(async ({ path }) => [path, await hub.text(model.name, model.sha, path)] as const));
  const values = new Map<string, unknown>();
  const unreadable: string[] = [...keptByLfs];
  for (const [path, text] of texts) {
    try {
      if (text === null) throw new SyntaxError("The Hub lists it and does not give it.");
      if (text.startsWith(pointer)) keptByLfs.push(path);
      values.set(path, parsePythonJson(text));
    } catch {
      unreadable.push(path);
    }
  }
  return { values, unreadable, keptByLfs, passedOver };
}
