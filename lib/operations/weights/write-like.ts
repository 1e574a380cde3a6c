import { existsSync } from "node:fs";
import { copyFile, mkdir, open, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { NumberType } from "../jobs/requests";
import { encodeNumbers, widthOf } from "./numbers";
import { sizeOf, type Tensors, unusable } from "./tensors";

/** What stands beside the weights of a model and goes on with them. */
const copied = [
  "config.json",
  "generation_config.json",
  "tokenizer.json",
  "tokenizer_config.json",
  "special_tokens_map.json",
  "added_tokens.json",
  "vocab.json",
  "merges.txt",
  "tokenizer.model",
  "chat_template.jinja",
  "chat_template.json",
  "model.safetensors.index.json",
];
const torchNames: Readonly<Record<NumberType, string>> = { F16: "float16", BF16: "bfloat16", F32: "float32" };

/** How much was written. */
interface Written {
  tensors: number;
  parameters: number;
}

/**
 * Writes a model with the names, shapes and files of another one, its numbers computed one tensor at a time. Byte for byte what
 * the safetensors library writes, and what `weights.py` of the programs does.
 */
export async function writeLike(
  source: Tensors,
  folder: string,
  type: NumberType,
  compute: (name: string) => Promise<Float32Array>,
): Promise<Written> {
  await mkdir(folder, { recursive: true });
  for (const file of source.files) {
    const names = source.names.filter((name) => source.fileOf(name) === file);
    await using handle = await open(join(folder, file), "w");
    await handle.writeFile(headerOf(source, names, type));
    for (const name of names) await handle.writeFile(encodeNumbers(expectFinite(await compute(name), name, type), type));
  }
  const parameters = source.names.reduce((sum, name) => sum + sizeOf(source.shapeOf(name)), 0);
  await copyBeside(source.folder, folder, type, parameters * widthOf[type]);
  return { tensors: source.names.length, parameters };
}

/** From here on a number would be written as infinite. */
const limits: Readonly<Record<NumberType, number>> = { F16: 65_520, BF16: 2 ** 128 * (1 - 2 ** -9), F32: Number.POSITIVE_INFINITY };

/** @throws AppError where a number is none, or is larger than what can be written */
function expectFinite(numbers: Float32Array, name: string, type: NumberType): Float32Array {
  if (numbers.every((value) => Math.abs(value) < limits[type])) return numbers;
  throw unusable(`${name} has numbers that ${type} cannot hold. Write BF16 or F32, or merge less strongly.`);
}

function headerOf(source: Tensors, names: readonly string[], type: NumberType): Buffer {
  let offset = 0;
  const entries = names.map((name) => {
    const shape = source.shapeOf(name);
    const end = offset + sizeOf(shape) * widthOf[type];
    const entry = [name, { dtype: type, shape, data_offsets: [offset, end] }] as const;
    offset = end;
    return entry;
  });
  const text = Buffer.from(JSON.stringify({ __metadata__: { format: "pt" }, ...Object.fromEntries(entries) }));
  const padded = Buffer.concat([text, Buffer.alloc((8 - (text.length % 8)) % 8, " ")]);
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(padded.length));
  return Buffer.concat([length, padded]);
}

/** Configuration and tokenizer, with what they say of the numbers corrected and the rest of their text as it is. */
async function copyBeside(source: string, folder: string, type: NumberType, bytes: number): Promise<void> {
  for (const name of copied) if (existsSync(join(source, name))) await copyFile(join(source, name), join(folder, name));
  await correct(join(folder, "config.json"), /("(?:torch_)?dtype":\s*)"\w+"/g, `$1"${torchNames[type]}"`);
  await correct(join(folder, "model.safetensors.index.json"), /("total_size":\s*)\d+/g, `$1${bytes}`);
}

async function correct(file: string, pattern: RegExp, replacement: string): Promise<void> {
  if (existsSync(file)) await writeFile(file, (await readFile(file, "utf8")).replace(pattern, replacement));
}
