import { listFiles } from "@huggingface/hub";
import { z } from "zod";
import { env } from "@/lib/env";
import { fetchRange } from "./fetch-range";
import { fetchWithinHub } from "./fetch-within-hub";
import { foreignText, keptText } from "./foreign-text";
import { HubProblem } from "./problem";
import { type HfRepoId, hfRepoId } from "./schema";

const licenceName = foreignText(200);
const licenceField = z.union([licenceName, z.array(licenceName).max(20)]).optional();

const answer = z.object({
  id: hfRepoId,
  sha: z.string().regex(/^[0-9a-f]{40}$/),
  cardData: z.object({ license: licenceField }).nullish().catch(null),
});

/** A data set at one revision. */
interface HubDataset {
  /** The ID that answered: another one after a renaming. */
  id: HfRepoId;
  /** 40 hex digits. */
  commit: string;
  license: string | null;
}

export interface HubDatasetFile {
  path: string;
  /** Bytes. */
  size: number;
}

/** More files than any data set that we read needs; a list beyond it is refused, not cut. */
const maxFiles = 10_000;

/** What we ask of the Hub about a data set. */
export interface DatasetHub {
  /** @throws HubProblem */
  dataset(id: HfRepoId, revision: string): Promise<HubDataset>;
  /** @throws HubProblem */
  files(id: HfRepoId, commit: string): Promise<HubDatasetFile[]>;
  /** Bytes `start` to `end` (exclusive) of a file. @throws HubProblem */
  range(id: HfRepoId, commit: string, path: string, start: number, end: number): Promise<ArrayBuffer>;
}

/** The Hub at the configured address, with the configured token. */
export function datasetHub(): DatasetHub {
  const { HUB_URL, HUB_TOKEN } = env();
  return datasetHubAt(HUB_URL, HUB_TOKEN);
}

/** The Hub at any address; the token is sent to that origin only. */
export function datasetHubAt(url: string, token?: string): DatasetHub {
  const hubUrl = url.replace(/\/$/, "");
  const fetch = fetchWithinHub(hubUrl, token);
  return {
    async dataset(id, revision) {
      const response = await fetch(`${hubUrl}/api/datasets/${id}/revision/${encodeURIComponent(revision || "main")}`);
      const found = answer.safeParse(await response.json().catch(() => null));
      if (!found.success) throw new HubProblem("unreachable", "the Hub's answer has an unexpected shape");
      const license = found.data.cardData?.license;
      return { id: found.data.id, commit: found.data.sha, license: Array.isArray(license) ? license.join(", ") : (license ?? null) };
    },
    async files(id, commit) {
      const found: HubDatasetFile[] = [];
      for await (const { type, path, size } of listFiles({
        repo: { type: "dataset", name: id },
        revision: commit,
        recursive: true,
        hubUrl,
        fetch,
      })) {
        if (type !== "file") continue;
        if (found.length >= maxFiles) throw new HubProblem("too_large", `it has over ${maxFiles} files`);
        found.push({ path: keptText(path, 1_000), size });
      }
      return found;
    },
    range(id, commit, path, start, end) {
      const encoded = path.split("/").map(encodeURIComponent).join("/");
      return fetchRange(hubUrl, token, `/datasets/${id}/resolve/${commit}/${encoded}`, start, end);
    },
  };
}
