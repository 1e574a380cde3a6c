import { resolve } from "node:path";
import { env } from "@/lib/env";
import { ArtifactStore } from "./artifact-store";

/** The store of this installation. */
export function configuredStore(): ArtifactStore {
  const { DATA_DIR: data, ARTIFACTS_GB: gigabytes } = env();
  return new ArtifactStore(resolve(data, "artifacts"), gigabytes * 1e9);
}
