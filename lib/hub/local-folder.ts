import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import type { Hub, HubFile } from "./client";
import { HubProblem } from "./problem";
import { hfRepoId } from "./schema";
import { isWeightFile } from "./weights-hash";

/** As many as a repository on the Hub may have. */
const maxFiles = 2_000;
/** Bytes of a table of tensors; those of the largest models have some megabytes. */
const maxTable = 100_000_000;

const tensorTable = z.record(z.string(), z.looseObject({ shape: z.array(z.number().nonnegative()).optional() }));

/**
 * A folder of this machine in the shape of a repository on the Hub, so that the same checks look at both. Weight files carry
 * their SHA-256; the commit is a digest over all names, sizes and hashes.
 * @throws HubProblem where the folder holds too many files
 */
export async function hubOfFolder(folder: string, licence: string | null): Promise<Hub> {
  const files = await listFiles(folder);
  const digest = createHash("sha1");
  for (const { path, size, lfs } of files) digest.update(`${path} ${size} ${lfs?.oid ?? ""}\n`);
  const commit = digest.digest("hex");
  const name = hfRepoId.parse("local/folder");
  return {
    model: async () => ({
      name,
      sha: commit,
      private: false,
      gated: false,
      task: null,
      tags: [],
      cardData: { license: licence === null ? undefined : [licence], license_name: undefined, base_model: undefined },
      safetensors: null,
    }),
    files: async () => files,
    text: async (_, __, path) => (files.some((file) => file.path === path) ? await readFile(join(folder, path), "utf8") : null),
    countParameters: async () => {
      const weights = files.filter((file) => isWeightFile(file.path) && !file.path.includes("/"));
      const counts = await Promise.all(weights.map(({ path }) => countTensors(join(folder, path))));
      return counts.reduce((sum, count) => sum + count, 0);
    },
  };
}

async function listFiles(folder: string): Promise<HubFile[]> {
  const paths = (await readdir(folder, { recursive: true })).map((path) => path.replaceAll("\\", "/")).sort();
  const found: HubFile[] = [];
  for (const path of paths.filter((each) => !/(^|\/)\.(git|cache)(\/|$)/.test(each))) {
    const facts = await stat(join(folder, path));
    if (!facts.isFile()) continue;
    if (found.length >= maxFiles) throw new HubProblem("too_large", `it has over ${maxFiles} files`);
    const isLarge = isWeightFile(path) || path.endsWith(".gguf");
    const lfs = isLarge ? { oid: await sha256OfFile(join(folder, path)) } : null;
    found.push({ type: "file", path, size: facts.size, lfs, securityFileStatus: null });
  }
  return found;
}

/** SHA-256 (hex) of a file of any size. */
async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}

/** Elements of all tensors of a safetensors file: eight bytes of length, then a table in JSON. */
async function countTensors(file: string): Promise<number> {
  const handle = await open(file);
  try {
    const { buffer: head } = await handle.read({ buffer: Buffer.alloc(8), position: 0 });
    const length = Number(head.readBigUInt64LE());
    if (length > maxTable) throw new HubProblem("unreadable", `the table of ${file} is too large`);
    const { buffer } = await handle.read({ buffer: Buffer.alloc(length), position: 8 });
    const { __metadata__: _, ...tensors } = tensorTable.parse(JSON.parse(buffer.toString("utf8")));
    return Object.values(tensors).reduce((sum, { shape = [] }) => sum + shape.reduce((size, each) => size * each, 1), 0);
  } finally {
    await handle.close();
  }
}
