import { open } from "node:fs/promises";

/** One value of the metadata. Whole numbers are unsigned and of 32 bits. */
export type GgufValue = string | boolean | { integer: number } | { real: number } | readonly string[] | { integers: readonly number[] };

export interface GgufTensor {
  name: string;
  /** Rows first, as in safetensors. */
  shape: readonly number[];
  /** Vectors stay F32, matrices become F16. */
  read(): Promise<Float32Array>;
}

const alignment = 32;
const types = { integer: 4, real: 6, boolean: 7, string: 8, array: 9, signed: 5 } as const;
const tensorTypes = { f32: 0, f16: 1 } as const;

/** Writes a file of version 3 for llama.cpp, tensor by tensor (https://github.com/ggml-org/ggml/blob/master/docs/gguf.md). */
export async function writeGguf(
  path: string,
  metadata: Readonly<Record<string, GgufValue>>,
  tensors: readonly GgufTensor[],
): Promise<void> {
  const entries = Object.entries(metadata);
  const header = [Buffer.from("GGUF"), uint32(3), uint64(tensors.length), uint64(entries.length)];
  for (const [key, value] of entries) header.push(text(key), ...encode(value));
  let offset = 0;
  for (const { name, shape } of tensors) {
    const isVector = shape.length === 1;
    header.push(text(name), uint32(shape.length), ...shape.toReversed().map(uint64));
    header.push(uint32(isVector ? tensorTypes.f32 : tensorTypes.f16), uint64(offset));
    const bytes = shape.reduce((size, each) => size * each, isVector ? 4 : 2);
    offset += bytes + padding(bytes);
  }
  await using file = await open(path, "w");
  await file.writeFile(padded(Buffer.concat(header)));
  for (const { shape, read } of tensors) {
    const numbers = await read();
    const array = shape.length === 1 ? numbers : new Float16Array(numbers);
    await file.writeFile(padded(Buffer.from(array.buffer, array.byteOffset, array.byteLength)));
  }
}

function encode(value: GgufValue): Buffer[] {
  if (typeof value === "string") return [uint32(types.string), text(value)];
  if (typeof value === "boolean") return [uint32(types.boolean), Buffer.from([Number(value)])];
  if ("integer" in value) return [uint32(types.integer), uint32(value.integer)];
  if ("real" in value) return [uint32(types.real), Buffer.from(new Float32Array([value.real]).buffer)];
  if ("integers" in value)
    return [uint32(types.array), uint32(types.signed), uint64(value.integers.length), Buffer.from(new Int32Array(value.integers).buffer)];
  return [uint32(types.array), uint32(types.string), uint64(value.length), ...value.map(text)];
}

const padding = (bytes: number) => (alignment - (bytes % alignment)) % alignment;
const padded = (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc(padding(bytes.length))]);

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([uint64(bytes.length), bytes]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function uint64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}
