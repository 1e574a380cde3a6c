import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";

/** Folders that are being written stand beside the finished ones under names that no label has. */
const unfinished = ".making-";

/**
 * Weights that were made, each in a folder of its own as a Hugging Face repository. A folder is there whole or not at all, and
 * everything in the store can be made again.
 */
export class ArtifactStore {
  readonly root: string;
  /** Bytes that all folders may take together; what was used longest ago goes first. */
  readonly #budget: number;

  constructor(root: string, budget: number) {
    this.root = root;
    this.#budget = budget;
  }

  folder(label: string): string {
    return join(this.root, label);
  }

  /** Whether it is there; notes that it is of use. */
  async has(label: string): Promise<boolean> {
    const now = new Date();
    return await utimes(this.folder(label), now, now).then(
      () => true,
      () => false,
    );
  }

  /**
   * Writes a folder, whole or not at all. Where another process was first, its folder stays.
   * @param write fills the empty folder that it is given
   * @returns bytes of the files
   */
  async put(label: string, write: (folder: string) => Promise<void>): Promise<number> {
    const folder = join(this.root, `${unfinished}${randomUUID()}`);
    await mkdir(folder, { recursive: true });
    try {
      await write(folder);
      for (const file of await readdir(folder)) await sync(join(folder, file));
      const bytes = await bytesOf(folder);
      await rename(folder, this.folder(label)).catch(async (error: NodeJS.ErrnoException) => {
        if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
      });
      return bytes;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async remove(label: string): Promise<void> {
    await rm(this.folder(label), { recursive: true, force: true });
  }

  /**
   * Removes what was used longest ago until all fits into the budget, and what a killed process left half written an hour ago.
   * @param readKept labels that stay in any case; read only where there is no room
   * @returns labels that went
   */
  async evict(readKept: () => Promise<ReadonlySet<string>>): Promise<string[]> {
    const names = await readdir(this.root).catch(() => []);
    const folders = await Promise.all(names.map(async (name) => ({ name, ...(await aboutFolder(join(this.root, name))) })));
    const hourAgo = Date.now() - 3_600_000;
    for (const { name, usedAt } of folders) if (name.startsWith(unfinished) && usedAt < hourAgo) await this.remove(name);
    const finished = folders.filter(({ name }) => !name.startsWith(unfinished)).sort((one, other) => one.usedAt - other.usedAt);
    let total = finished.reduce((sum, { bytes }) => sum + bytes, 0);
    if (total <= this.#budget) return [];
    const keep = await readKept();
    const gone: string[] = [];
    for (const { name, bytes } of finished) {
      if (total <= this.#budget) break;
      if (keep.has(name)) continue;
      await this.remove(name);
      total -= bytes;
      gone.push(name);
    }
    return gone;
  }
}

async function aboutFolder(folder: string): Promise<{ bytes: number; usedAt: number }> {
  const about = await stat(folder).catch(() => null);
  return { bytes: await bytesOf(folder), usedAt: about?.mtimeMs ?? 0 };
}

async function bytesOf(folder: string): Promise<number> {
  const files = await readdir(folder).catch(() => []);
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(folder, file)).catch(() => null))?.size ?? 0));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function sync(file: string): Promise<void> {
  const handle = await open(file, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
