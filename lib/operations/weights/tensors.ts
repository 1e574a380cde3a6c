import { type FileHandle, open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { AppError } from "@/lib/errors";
import { numberType } from "../jobs/requests";
import { decodeNumbers } from "./numbers";

/** The header of a file may take this many bytes; what the safetensors library allows. */
const headerLimit = 100e6;
const entry = z.object({
  dtype: numberType,
  shape: z.array(z.int().min(0)),
  data_offsets: z.tuple([z.int().min(0), z.int().min(0)]),
});
type Entry = z.infer<typeof entry>;

interface Placed extends Entry {
  file: string;
  handle: FileHandle;
  /** Where the numbers of its file begin. */
  start: number;
}

/** The tensors of a folder, read one at a time from however many `*.safetensors` files they lie in. */
export class Tensors implements AsyncDisposable {
  readonly folder: string;
  readonly #placed: ReadonlyMap<string, Placed>;
  readonly #handles: readonly FileHandle[];

  private constructor(folder: string, placed: ReadonlyMap<string, Placed>, handles: readonly FileHandle[]) {
    this.folder = folder;
    this.#placed = placed;
    this.#handles = handles;
  }

  /** @throws AppError where a file is none of safetensors, or holds other numbers than F16, BF16 or F32 */
  static async open(folder: string): Promise<Tensors> {
    const files = (await readdir(folder)).filter((name) => name.endsWith(".safetensors")).sort();
    if (files.length === 0) throw unusable(`${folder} has no *.safetensors: weights are read from these only.`);
    const placed = new Map<string, Placed>();
    const handles: FileHandle[] = [];
    try {
      for (const file of files) {
        const handle = await open(join(folder, file));
        handles.push(handle);
        for (const [name, one] of await readHeader(handle, join(folder, file))) placed.set(name, { ...one, file, handle });
      }
    } catch (error) {
      await Promise.all(handles.map((handle) => handle.close()));
      throw error;
    }
    return new Tensors(folder, placed, handles);
  }

  /** Names in the order in which files hold them. */
  get names(): string[] {
    return [...this.#placed.keys()].sort();
  }

  get files(): string[] {
    return [...new Set([...this.#placed.values()].map(({ file }) => file))];
  }

  has = (name: string) => this.#placed.has(name);
  shapeOf = (name: string) => this.#find(name).shape;
  fileOf = (name: string) => this.#find(name).file;

  /** The numbers of one tensor, row by row. */
  async read(name: string): Promise<Float32Array> {
    const { handle, start, data_offsets, dtype } = this.#find(name);
    const [from, to] = data_offsets;
    return decodeNumbers(await readBytes(handle, start + from, to - from), dtype);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#handles.map((handle) => handle.close()));
  }

  #find(name: string): Placed {
    const found = this.#placed.get(name);
    if (!found) throw unusable(`${this.folder} has no tensor ${name}.`);
    return found;
  }
}

/** How many numbers a tensor has. */
export const sizeOf = (shape: readonly number[]) => shape.reduce((size, each) => size * each, 1);

export const unusable = (words: string) => new AppError("INVALID_INPUT", words);

async function readHeader(handle: FileHandle, path: string): Promise<[string, Entry & { start: number }][]> {
  const { size } = await handle.stat();
  const length = Number((await readBytes(handle, 0, 8)).readBigUInt64LE());
  if (length > Math.min(headerLimit, size)) throw unusable(`${path} is no safetensors file, or was cut.`);
  const start = 8 + length;
  const header = readJson((await readBytes(handle, 8, length)).toString("utf8"), path);
  return Object.entries(header)
    .filter(([name]) => name !== "__metadata__")
    .map(([name, value]) => {
      const one = entry.safeParse(value);
      if (!one.success) throw unusable(`${path}: ${name} is no tensor of F16, BF16 or F32.`);
      if (start + one.data.data_offsets[1] > size) throw unusable(`${path} was cut: ${name} is not whole.`);
      return [name, { ...one.data, start }];
    });
}

function readJson(text: string, path: string): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch {
    throw unusable(`${path} is no safetensors file: its header is not JSON.`);
  }
}

/** @throws AppError where the file ends before */
async function readBytes(handle: FileHandle, from: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await handle.read(buffer, done, Math.min(length - done, 2 ** 30), from + done);
    if (bytesRead === 0) throw unusable("A file of weights ends before its numbers do.");
    done += bytesRead;
  }
  return buffer;
}
