import { open } from "node:fs/promises";
import { AppError } from "@/lib/errors";
import { encodeTensor, interleaveRows } from "./encode-tensor";
import { originOf } from "./tensor-names";

/**
 * Writes weights as a GGUF file with the tokenizer, the settings and the types of numbers of another one of the same
 * architecture: everything before the numbers is its copy.
 * @param template a GGUF file of the Llama family
 * @param read the numbers of a tensor of the checkpoint, by its name there
 * @throws AppError where the template is of another family, or has numbers that cannot be written
 */
export async function writeGgufLike(template: string, target: string, read: (name: string) => Promise<Float32Array>): Promise<void> {
  await expectGguf(template);
  const { readGgufFileInfo } = await import("node-llama-cpp");
  const info = await readGgufFileInfo(template, { logWarnings: false });
  const tensors = info.fullTensorInfo ?? [];
  const [first] = tensors;
  if (info.metadata.general.architecture !== "llama" || !first) {
    throw new AppError("INVALID_INPUT", `${template} is no GGUF file of the Llama family, so weights cannot be written like it.`);
  }
  const { attention } = info.architectureMetadata;
  const heads = { query: Number(attention?.head_count), key: Number(attention?.head_count_kv ?? attention?.head_count) };
  await using source = await open(template, "r");
  await using file = await open(target, "w");
  const before = Number(first.fileOffset) - Number(first.offset);
  const header = Buffer.alloc(before);
  await source.read(header, 0, before, 0);
  await file.write(header, 0, before, 0);
  for (const { name, dimensions, ggmlType, fileOffset } of tensors) {
    const origin = originOf(name);
    if (!origin) throw new AppError("INVALID_INPUT", `${template} has a tensor that no Llama has: ${name}.`);
    const numbers = await read(origin.name);
    const columns = Number(dimensions[0] ?? 0);
    const expected = dimensions.reduce<number>((size, each) => size * Number(each), 1);
    if (numbers.length !== expected) {
      throw new AppError("INVALID_INPUT", `${origin.name} has ${numbers.length} numbers, and ${expected} in ${template}.`);
    }
    const ordered = origin.rotated ? interleaveRows(numbers, columns, heads[origin.rotated]) : numbers;
    const bytes = encodeTensor(ordered, ggmlType, name);
    await file.write(bytes, 0, bytes.length, Number(fileOffset));
  }
  // The last tensor is padded, too.
  const { size } = await source.stat();
  await file.truncate(size);
}

/** What follows the magic word: version, number of tensors, number of settings. A file of anything else has no bounds to trust. */
async function expectGguf(path: string): Promise<void> {
  await using file = await open(path, "r");
  const { buffer, bytesRead } = await file.read(Buffer.alloc(24), 0, 24, 0);
  const isGguf = bytesRead === 24 && buffer.toString("latin1", 0, 4) === "GGUF" && buffer.readUInt32LE(4) <= 3;
  const counts = [buffer.readBigUInt64LE(8), buffer.readBigUInt64LE(16)];
  if (isGguf && counts.every((count) => count < 100_000n)) return;
  throw new AppError("INVALID_INPUT", `${path} is no GGUF file.`);
}
