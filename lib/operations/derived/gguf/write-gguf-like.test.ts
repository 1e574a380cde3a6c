import { mkdtemp, open, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { encodeTensor, interleaveRows } from "./encode-tensor";
import { writeGgufLike } from "./write-gguf-like";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "gguf-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const zoo = (name: string, file: string) => join("zoo/models", name, file);

/** The tensors of a checkpoint in half precision. */
async function checkpoint(path: string): Promise<(name: string) => Promise<Float32Array>> {
  const bytes = await readFile(path);
  const length = Number(bytes.readBigUInt64LE(0));
  const header: Record<string, { data_offsets: [number, number] }> = JSON.parse(bytes.subarray(8, 8 + length).toString());
  return async (name) => {
    const [from, to] = header[name]?.data_offsets ?? [0, 0];
    return new Float32Array(new Float16Array(Uint8Array.from(bytes.subarray(8 + length + from, 8 + length + to)).buffer));
  };
}

describe("a GGUF file written like another one", () => {
  it.each(["zoo-abacus", "zoo-scribe"])("is the file of %s but for what half precision loses", async (name) => {
    const target = join(folder, `${name}.gguf`);
    await writeGgufLike(zoo("zoo-abacus", "model.gguf"), target, await checkpoint(zoo(name, "model.safetensors")));
    const [made, own] = await Promise.all([readFile(target), readFile(zoo(name, "model.gguf"))]);
    expect(made.length).toBe(own.length);
    const different = made.reduce((count, byte, place) => count + Number(byte !== own[place]), 0);
    expect(different / made.length).toBeLessThan(0.005);
  });

  it("refuses a file that is none", async () => {
    const broken = join(folder, "broken.gguf");
    const file = await open(broken, "w");
    await file.writeFile("GGUF but not really");
    await file.close();
    await expect(writeGgufLike(broken, join(folder, "no.gguf"), async () => new Float32Array())).rejects.toThrow("is no GGUF file");
  });

  it("refuses types of numbers that it cannot write", () => {
    expect(() => encodeTensor(new Float32Array(32), 12, "blk.0.attn_q.weight")).toThrow("only F32, F16 and Q8_0");
  });
});

it("brings the halves of each head side by side", () => {
  // Two heads of four rows of one column.
  const rows = Float32Array.from([0, 1, 2, 3, 10, 11, 12, 13]);
  expect([...interleaveRows(rows, 1, 2)]).toEqual([0, 2, 1, 3, 10, 12, 11, 13]);
});
