import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** How the stand-in answers for a repository, when not plainly. */
export type Behaviour =
  | { kind: "open" }
  | { kind: "private" }
  | { kind: "gated" }
  | { kind: "disabled" }
  | { kind: "token-failed" }
  | { kind: "renamed"; to: string }
  | { kind: "elsewhere"; url: string }
  | { kind: "slow"; milliseconds: number }
  | { kind: "status"; status: number }
  | { kind: "endless" };

/** One repository of the stand-in: files by path, and what the Hub would say about it. */
export interface Repository {
  id: string;
  files: Map<string, Buffer>;
  task?: string;
  licence?: string;
  baseModel?: string;
  /** What the Hub counted; absent means that it did not count, so that readers must open the headers. */
  parameters?: Record<string, number>;
  /** What the card's front matter says besides; in place of what the server would make of the fields above. */
  cardData?: Record<string, unknown>;
  /** Paths of files that are kept by Git LFS although they are small: their content lies at another host. */
  keptByLfs?: readonly string[];
  /** Verdict of the Hub's scanners by path. */
  scans?: Record<string, string>;
  behaviour: Behaviour;
}

export function sha256(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

/** A commit that changes with every byte, as a real one does. */
export function commitOf(repository: Repository): string {
  const lines = [...repository.files].map(([path, content]) => `${path} ${sha256(content)}\n`).sort();
  return createHash("sha1").update(repository.id).update(lines.join("")).digest("hex");
}

/** A real safetensors file: header length, header, zeros. `note` makes the bytes unique. */
export function safetensors(tensors: Record<string, number[]>, note: string): Buffer {
  let offset = 0;
  const entries = Object.entries(tensors).map(([name, shape]) => {
    const length = 2 * shape.reduce((product, size) => product * size, 1);
    const entry = { dtype: "F16", shape, data_offsets: [offset, offset + length] };
    offset += length;
    return [name, entry] as const;
  });
  const header = Buffer.from(JSON.stringify({ __metadata__: { note }, ...Object.fromEntries(entries) }));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header, Buffer.alloc(offset)]);
}

/** A repository from a folder of plain files, read afresh so that new files appear; null when there is no folder. */
export async function repositoryFromFolder(id: string, folder: string): Promise<Repository | null> {
  const names = await readdir(folder).catch(() => null);
  if (!names) return null;
  const files = await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name))] as const));
  const card = files.find(([name]) => name === "README.md")?.[1].toString("utf8") ?? "";
  const licence = /^license:\s*(\S+)/m.exec(card)?.[1];
  const baseModel = /^base_model:\s*(\S+)/m.exec(card)?.[1];
  return {
    id,
    files: new Map(files),
    task: "text-generation",
    behaviour: { kind: "open" },
    ...(licence ? { licence } : {}),
    ...(baseModel ? { baseModel } : {}),
  };
}
