import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "@/lib/errors";
import { checkModel } from "@/lib/hub/check-model";
import { isAdapterOnly } from "@/lib/hub/check-weights";
import type { HubFile } from "@/lib/hub/client";
import { hubOfFolder } from "@/lib/hub/local-folder";
import { HubProblem } from "@/lib/hub/problem";
import { type Check, hfRepoId } from "@/lib/hub/schema";
import { isWeightFile, weightsHash } from "@/lib/hub/weights-hash";

/** What a folder of a model holds, as far as the pool needs it. */
export interface FolderModel {
  weightsHash: string;
  isAdapter: boolean;
  parameters: number | null;
  family: string | null;
  /** The only GGUF file, where there is one. */
  gguf: { file: string; sha256: string } | null;
  /** SHA-256 (hex) of `model.safetensors` where that is the only file of weights. */
  weightsSha256: string | null;
  /** What a careful operator should know, one sentence each. */
  warnings: string[];
}

/** Checks of a Hub entry that say something about a folder; the others are about the Hub and about other entries. */
const applying: ReadonlySet<Check["id"]> = new Set(["licence", "size", "architecture", "chat-template", "code", "weights"]);

/**
 * Reads and checks a folder as a Hub entry is checked. An adapter needs the weights of its base, because what it says depends on them.
 * @param baseHash hash of the weights that an adapter was trained on; null where none was named
 * @throws AppError INVALID_INPUT that names every problem
 */
export async function readFolder(folder: string, licence: string | null, baseHash: string | null): Promise<FolderModel> {
  const source = await hubOfFolder(folder, licence).catch((error: unknown) => {
    throw refusal(folder, [error instanceof HubProblem ? error.message : `it cannot be read (${String(error)})`]);
  });
  const id = hfRepoId.parse("local/folder");
  const files = await source.files(id, "");
  const { checks, facts } = await checkModel(source, { hubId: id, revision: "", description: "" }, []);
  const isAdapter = isAdapterOnly(files);
  const ggufs = files.filter((file) => file.path.endsWith(".gguf"));
  const isGgufOnly = ggufs.length > 0 && !files.some((file) => isWeightFile(file.path));
  const applies = ({ id }: Check) =>
    applying.has(id) &&
    !(isGgufOnly && ["weights", "architecture", "size"].includes(id)) &&
    !(isAdapter && ["weights", "architecture", "chat-template", "size"].includes(id));
  const bad = checks.filter((check) => applies(check) && check.outcome !== "pass");
  const refused = bad.filter((check) => check.outcome === "fail" && check.id !== "chat-template" && check.id !== "licence");
  const problems = refused.map(({ text, fix }) => `${text} ${fix}`);
  if (isAdapter && baseHash === null)
    problems.push("It holds an adapter. Name the model that it was trained on: --base NAME-OF-A-MODEL-HERE.");
  if (isGgufOnly && ggufs.length > 1)
    problems.push(`It holds ${ggufs.length} GGUF files and no safetensors, so which one is the model is unclear.`);
  if (problems.length > 0) throw refusal(folder, problems);
  return {
    weightsHash: identityOf(files, isAdapter ? baseHash : null),
    isAdapter,
    parameters: facts.parameters === null ? null : Math.round(facts.parameters),
    family: facts.modelType,
    gguf: ggufs.length === 1 && ggufs[0]?.lfs ? { file: join(folder, ggufs[0].path), sha256: ggufs[0].lfs.oid } : null,
    weightsSha256: onlyWeights(files),
    warnings: bad.filter((check) => !refused.includes(check)).map(({ text }) => text),
  };
}

function refusal(folder: string, problems: readonly string[]): AppError {
  return new AppError("INVALID_INPUT", [`${folder} cannot be added:`, ...problems.map((problem) => `  ${problem}`)].join("\n"));
}

/** The hash that a Hub entry of the same weights has; of an adapter and of GGUF files one of the same kind. */
function identityOf(files: readonly HubFile[], baseHash: string | null): string {
  const hashed = files.flatMap(({ path, lfs }) => (lfs ? [{ path, sha256: lfs.oid }] : []));
  const weights = hashed.filter((file) => isWeightFile(file.path));
  if (weights.length > 0 && baseHash === null) return weightsHash(weights);
  const lines = (weights.length > 0 ? weights : hashed).map(({ path, sha256 }) => `${path} ${sha256}\n`).sort();
  if (lines.length === 0) throw new AppError("INVALID_INPUT", "The folder holds no weights: neither safetensors nor GGUF.");
  return createHash("sha256")
    .update([...lines, baseHash === null ? "" : `base ${baseHash}\n`].join(""))
    .digest("hex");
}

function onlyWeights(files: readonly HubFile[]): string | null {
  const weights = files.filter((file) => isWeightFile(file.path));
  return weights.length === 1 && weights[0]?.path === "model.safetensors" ? (weights[0].lfs?.oid ?? null) : null;
}

/** Marks of the chat form that the zoo server speaks, and the most bytes that it takes into memory. */
const chatMarks = ["<|user|>", "<|assistant|>", "<|end|>"];
const maxBytes = 2_000_000_000;
/** Bytes at the beginning of a GGUF file in which its vocabulary stands. */
const vocabularyBytes = 32_000_000;

/** Why the zoo server of this machine cannot serve such a file; null where it can. */
export async function whyNotZoo(gguf: string): Promise<string | null> {
  const handle = await open(gguf);
  try {
    const { size } = await handle.stat();
    if (size > maxBytes) return "its GGUF file has over 2 GB, more than the zoo server takes";
    const { buffer } = await handle.read({ buffer: Buffer.alloc(Math.min(size, vocabularyBytes)), position: 0 });
    if (buffer.subarray(0, 4).toString("latin1") !== "GGUF") return "its GGUF file is not one";
    const missing = chatMarks.filter((mark) => !buffer.includes(mark));
    return missing.length > 0 ? `its vocabulary has no ${missing.join(", ")}, so the zoo server does not know its chat form` : null;
  } finally {
    await handle.close();
  }
}
