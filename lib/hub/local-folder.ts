import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Hub, HubFile } from "./client";
import { HubProblem } from "./problem";
import { hfRepoId } from "./schema";
import { readTensorTable } from "./tensor-table";
import { isWeightFile } from "./weights-hash";

/** As many as a repository on the Hub may have. */
const maxFiles = 2_000;
/** Bytes of a table of tensors; those of the largest models have some megabytes. */
const maxTable = 100_000_000;

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
      const tables = await Promise.all(weights.map(({ path }) => tensorsOf(join(folder, path))));
      const shapes = tables.flatMap((tensors) => [...tensors.values()].map(({ shape = [] }) => shape));
      return shapes.reduce((sum, shape) => sum + shape.reduce((size, each) => size * each, 1), 0);
    },
    tensors: async (_, __, path) => [...(await tensorsOf(join(folder, path))).keys()],
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

function tensorsOf(file: string): ReturnType<typeof readTensorTable> {
  return readTensorTable(async (start, end) => {
    const handle = await open(file);
    try {
      const { buffer, bytesRead } = await handle.read({ buffer: new Uint8Array(end - start), position: start });
      if (bytesRead < end - start) throw new HubProblem("unreadable", `${file} ends in the middle of its table of tensors`);
      return buffer.buffer;
    } finally {
      await handle.close();
    }
  }, maxTable);
}
