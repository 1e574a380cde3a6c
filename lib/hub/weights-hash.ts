import { createHash } from "node:crypto";

/** A weight file and its SHA-256 in hex. */
export interface WeightFile {
  path: string;
  sha256: string;
}

/** Files that count as weights. Everything else in a repository cannot change what is loaded by our servers. */
export function isWeightFile(path: string): boolean {
  return path.endsWith(".safetensors");
}

/**
 * Identity of a model's weights: SHA-256 (hex) over the sorted lines "path sha256\n" of its safetensors files.
 * Equal weights under another repository name have the same hash.
 * @throws Error without a single weight file, because an empty list would make all such models equal.
 */
export function weightsHash(files: readonly WeightFile[]): string {
  const lines = files.filter((file) => isWeightFile(file.path)).map((file) => `${file.path} ${file.sha256}\n`);
  if (lines.length === 0) throw new Error("There is no weight file to hash.");
  return createHash("sha256").update(lines.sort().join("")).digest("hex");
}
