import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import canonicalize from "canonicalize";
import { z } from "zod";
import { Trouble } from "../stack/step";

export const manifestFile = "manifest.json";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** A path inside the backup that leads nowhere else. */
const path = z
  .string()
  .refine((text) => !text.startsWith("/") && text.split("/").every((part) => part !== "" && part !== "." && part !== ".."));

const manifest = z.strictObject({
  /** What reads it; another number is another program's. */
  format: z.literal("polyphony-backup-1"),
  /** Of the portal that wrote it. */
  version: z.string(),
  createdAt: z.iso.datetime(),
  /** Every migration that its database had, in order, with the SHA-256 of its text. */
  migrations: z.array(z.strictObject({ name: z.string(), checksum: sha256 })).min(1),
  /** One file for each table, one row of JSON on each line. */
  tables: z.array(
    z.strictObject({ name: z.string().min(1), columns: z.array(z.string().min(1)).min(1), rows: z.int().min(0), file: path }),
  ),
  /** The last numbers that were given out; null where none was. */
  sequences: z.array(z.strictObject({ name: z.string().min(1), value: z.string().regex(/^\d+$/).nullable() })),
  /** Background chores that had not ended. */
  chores: z.strictObject({ rows: z.int().min(0), file: path }),
  /** Every file beside this one. */
  files: z.array(z.strictObject({ path, bytes: z.int().min(0), sha256 })),
});
export type Manifest = z.infer<typeof manifest>;

/** SHA-256 of the canonical JSON: a manifest that was cut or altered is told by it. It is no signature. */
function digestOf(content: Manifest): string {
  return createHash("sha256")
    .update(canonicalize(content) ?? "")
    .digest("hex");
}

export async function writeManifest(folder: string, content: Manifest): Promise<void> {
  const text = JSON.stringify({ digest: digestOf(content), content }, null, 1);
  await writeFile(join(folder, manifestFile), `${text}\n`, { mode: 0o600 });
}

/** @throws Trouble for what is no manifest of ours, or was altered */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, manifestFile), "utf8").catch(() => {
    throw new Trouble(`${folder} holds no backup of Polyphony: there is no ${manifestFile} in it.`);
  });
  const read = z.object({ digest: sha256, content: manifest }).safeParse(parse(text, folder));
  if (!read.success)
    throw new Trouble(`${folder} holds no backup that this version can read: ${manifestFile} is of another program or version.`);
  if (digestOf(read.data.content) !== read.data.digest)
    throw new Trouble(`${join(folder, manifestFile)} was altered after it was written.`);
  return read.data.content;
}

function parse(text: string, folder: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Trouble(`${join(folder, manifestFile)} is no JSON: it was cut or altered after it was written.`);
  }
}
