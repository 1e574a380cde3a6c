import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { db } from "@/lib/db/client";
import { AppError } from "@/lib/errors";
import { isWeightFile, weightsHash } from "@/lib/hub/weights-hash";
import type { ServedModel } from "../served-model";
import { digestFile } from "../weights/check-files";
import type { ArtifactStore } from "./artifact-store";

/** Where weights of models may lie on this machine. */
export interface WeightPlaces {
  store: ArtifactStore;
  /** Folder of the models that come with the portal, by the last part of their names. */
  zoo: string;
  /** A folder of repositories as `owner/name`, where an operator keeps one. */
  own: string | null;
  /** Where the Hub's own tools keep what they downloaded. */
  hubCache: string;
}

/** Finds the files of models' weights, and believes none that it has not hashed. */
export class WeightsFolders {
  readonly #places: WeightPlaces;
  /** What each folder held when its files were last written so. */
  readonly #hashes = new Map<string, string>();

  constructor(places: WeightPlaces) {
    this.#places = places;
  }

  /**
   * The folder of a model's weights.
   * @throws AppError UNAVAILABLE where no folder holds them, naming those that were looked at
   */
  async find(model: ServedModel): Promise<string> {
    const places = model.ancestors ? [this.#places.store.folder(model.label)] : await this.#placesOf(model);
    for (const folder of places) if ((await this.#hashOf(folder)) === model.weightsHash) return folder;
    throw new AppError(
      "UNAVAILABLE",
      `The weights of ${model.servedAs} are not on this machine. Looked for in ${places.join(", ")}. Put its files there, or set WEIGHTS_DIR to a folder that has them as owner/name.`,
    );
  }

  async #placesOf({ modelId }: ServedModel): Promise<string[]> {
    const { hubId, commit } = await db().model.findUniqueOrThrow({ where: { id: modelId }, select: { hubId: true, commit: true } });
    const { own, zoo, hubCache } = this.#places;
    const name = hubId.split("/").at(-1) ?? hubId;
    return [
      ...(own === null ? [] : [join(own, hubId)]),
      ...(hubId.startsWith("polyphony-zoo/") ? [join(zoo, name)] : []),
      ...(commit === null ? [] : [join(hubCache, `models--${hubId.replaceAll("/", "--")}`, "snapshots", commit)]),
    ];
  }

  /** Hash of the weight files of a folder, or null where it has none. */
  async #hashOf(folder: string): Promise<string | null> {
    const names = (await readdir(folder).catch(() => [])).filter(isWeightFile).sort();
    if (names.length === 0) return null;
    const stamps = await Promise.all(names.map(async (name) => `${name} ${(await stat(join(folder, name))).mtimeMs}`));
    const known = `${folder} ${stamps.join()}`;
    const hash = this.#hashes.get(known) ?? weightsHash(await Promise.all(names.map((path) => describeFile(folder, path))));
    this.#hashes.set(known, hash);
    return hash;
  }
}

/** Hash of the weights in a folder, as models are pinned by. @throws Error where there are none */
export async function hashWeights(folder: string): Promise<string> {
  const names = (await readdir(folder)).filter(isWeightFile).sort();
  return weightsHash(await Promise.all(names.map((path) => describeFile(folder, path))));
}

async function describeFile(folder: string, path: string): Promise<{ path: string; sha256: string }> {
  return { path, sha256: await digestFile(join(folder, path)) };
}
