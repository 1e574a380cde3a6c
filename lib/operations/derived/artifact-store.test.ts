import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ArtifactStore } from "./artifact-store";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "artifacts-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const kilobyte = (folder: string) => writeFile(join(folder, "model.safetensors"), Buffer.alloc(1_000));
const secondsAgo = async (path: string, seconds: number) => {
  const then = new Date(Date.now() - seconds * 1_000);
  await utimes(path, then, then);
};

describe("the artifact store", () => {
  it("has a folder whole or not at all", async () => {
    const store = new ArtifactStore(root, 10_000);
    const broken = store.put("d-one", async (folder) => {
      await kilobyte(folder);
      throw new Error("killed in the middle");
    });
    await expect(broken).rejects.toThrow("killed in the middle");
    expect(await readdir(root)).toEqual([]);
    expect(await store.has("d-one")).toBe(false);
    expect(await store.put("d-one", kilobyte)).toBe(1_000);
    expect(await store.has("d-one")).toBe(true);
  });

  it("keeps the folder of whoever was first", async () => {
    const store = new ArtifactStore(root, 10_000);
    await store.put("d-one", (folder) => writeFile(join(folder, "first"), ""));
    await store.put("d-one", (folder) => writeFile(join(folder, "second"), ""));
    expect(await readdir(store.folder("d-one"))).toEqual(["first"]);
    expect(await readdir(root)).toEqual(["d-one"]);
  });

  it("lets go what was used longest ago when there is no room, and never what is needed", async () => {
    const store = new ArtifactStore(root, 2_500);
    for (const [place, label] of ["d-old", "d-needed", "d-used", "d-new"].entries()) {
      await store.put(label, kilobyte);
      await secondsAgo(store.folder(label), 100 - place);
    }
    await secondsAgo(store.folder("d-needed"), 1_000);
    await secondsAgo(store.folder("d-used"), 500);
    expect(await store.has("d-used")).toBe(true);
    expect(await store.evict(async () => new Set(["d-needed"]))).toEqual(["d-old", "d-new"]);
    expect((await readdir(root)).toSorted()).toEqual(["d-needed", "d-used"]);
  });

  it("clears what a killed process left half written an hour ago, and not what is being written", async () => {
    const store = new ArtifactStore(root, 10_000);
    for (const name of [".making-dead", ".making-alive"]) await mkdir(join(root, name));
    await secondsAgo(join(root, ".making-dead"), 4_000);
    const readKept = async () => {
      throw new Error("There is room, so nobody asks what is needed.");
    };
    expect(await store.evict(readKept)).toEqual([]);
    expect(await readdir(root)).toEqual([".making-alive"]);
  });
});
