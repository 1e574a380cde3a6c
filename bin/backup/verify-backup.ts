import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { Trouble } from "../stack/step";
import { listFiles } from "./copy-artifacts";
import { type Manifest, manifestFile, readManifest } from "./manifest";

/**
 * Reads a backup wholly and compares it with its manifest.
 * @throws Trouble that names what is missing, cut, altered or too much
 */
export async function verifyBackup(folder: string): Promise<Manifest> {
  const manifest = await readManifest(folder);
  const problems: string[] = [];
  for (const file of manifest.files) {
    const problem = await compare(folder, file);
    if (problem) problems.push(`${file.path} ${problem}`);
  }
  const known = new Set([manifestFile, ...manifest.files.map(({ path }) => path)]);
  problems.push(...(await listFiles(folder)).filter((path) => !known.has(path)).map((path) => `${path} does not belong to it`));
  if (problems.length === 0) problems.push(...(await miscounted(folder, manifest)));
  if (problems.length > 0) throw new Trouble(`The backup in ${folder} cannot be used:\n${problems.slice(0, 20).join("\n")}`);
  return manifest;
}

async function compare(folder: string, { path, bytes, sha256 }: Manifest["files"][number]): Promise<string | null> {
  const facts = await stat(join(folder, path)).catch(() => null);
  if (!facts?.isFile()) return "is missing";
  if (facts.size !== bytes) return `has ${facts.size} bytes instead of ${bytes}: it was cut or altered`;
  const hash = createHash("sha256");
  await pipeline(createReadStream(join(folder, path)), hash);
  return hash.digest("hex") === sha256 ? null : "was altered: its SHA-256 is another one";
}

/** Tables whose file does not hold as many rows as it should, or is not named. */
async function miscounted(folder: string, { tables, chores, files }: Manifest): Promise<string[]> {
  const listed = new Set(files.map(({ path }) => path));
  const problems: string[] = [];
  for (const { file, rows } of [...tables, chores]) {
    const found = listed.has(file) ? await countLines(join(folder, file)) : -1;
    if (found !== rows) problems.push(`${file} holds ${found} rows instead of ${rows}`);
  }
  return problems;
}

async function countLines(file: string): Promise<number> {
  let lines = 0;
  const count = new Writable({
    write(chunk: Buffer, _encoding, done) {
      for (let place = chunk.indexOf(10); place !== -1; place = chunk.indexOf(10, place + 1)) lines += 1;
      done();
    },
  });
  await pipeline(createReadStream(file), createGunzip(), count);
  return lines;
}
