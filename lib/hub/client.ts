import { downloadFile, listFiles, modelInfo, parseSafetensorsMetadata } from "@huggingface/hub";
import { z } from "zod";
import { storableText } from "@/lib/db/storable-text";
import { env } from "@/lib/env";
import { fetchRange } from "./fetch-range";
import { fetchWithinHub } from "./fetch-within-hub";
import { foreignText } from "./foreign-text";
import { HubProblem } from "./problem";
import { type HfRepoId, hfRepoId } from "./schema";
import { readTensorTable } from "./tensor-table";

const oneLine = foreignText(200);
/** One name or several; of more than ten the rest is told as a number. */
const oneOrMany = z
  .union([oneLine.transform((name) => [name]), z.array(oneLine)])
  .transform((names) => (names.length > 10 ? [...names.slice(0, 10), `and ${names.length - 10} more`] : names))
  .optional();
/** More elements than any model has; beyond it a number is no count. */
const count = z.number().nonnegative().max(1e15);

/** The parts of the Hub's answer that we use; anything else in it is ignored, anything malformed in it is unknown. */
const answer = z.object({
  name: hfRepoId,
  sha: z.string().regex(/^[0-9a-f]{40}$/),
  private: z.boolean().default(false),
  gated: z.union([z.literal(false), foreignText(40)]).default(false),
  task: foreignText(100).nullish(),
  /** Only those that name the licence: nothing else is read from tags. */
  tags: z
    .array(z.string())
    .default([])
    .transform((tags) => tags.filter((tag) => tag.startsWith("license:")).slice(0, 10))
    .pipe(z.array(oneLine)),
  cardData: z
    .object({
      license: oneOrMany.catch(undefined),
      license_name: oneLine.optional().catch(undefined),
      base_model: oneOrMany.catch(undefined),
    })
    .nullish()
    .catch(null),
  safetensors: z
    .object({ parameters: z.record(z.string(), count) })
    .nullish()
    .catch(null),
});
export type HubModel = z.infer<typeof answer>;

const fileEntry = z.object({
  type: z.string(),
  path: z.string().max(1000).transform(storableText),
  size: count,
  lfs: z
    .object({ oid: z.string().regex(/^[0-9a-f]{64}$/) })
    .nullish()
    .catch(null),
  securityFileStatus: z
    .object({ status: foreignText(40) })
    .nullish()
    .catch(null),
});
export type HubFile = z.infer<typeof fileEntry>;

/** More files than any model repository needs; a list beyond it is refused, not cut. */
const maxFiles = 2_000;

/** Bytes of the largest text that is read: tokenizer settings of big vocabularies have 1 to 2 MB. */
export const maxTextBytes = 8_000_000;

/** Bytes of a table of tensors that are read: those of files that hold a whole model have some hundred kilobytes. */
const maxTable = 2_000_000;

/** What we ask of the Hub, about one model at one revision. */
export interface Hub {
  /** @throws HubProblem */
  model(id: HfRepoId, revision: string): Promise<HubModel>;
  /** All files with their SHA-256 where they are stored as large files. @throws HubProblem */
  files(id: HfRepoId, commit: string): Promise<HubFile[]>;
  /** Text of a small file; null when there is none. @throws HubProblem */
  text(id: HfRepoId, commit: string, path: string): Promise<string | null>;
  /** Parameters counted from the headers of the safetensors files. @throws HubProblem or Error of the parser */
  countParameters(id: HfRepoId, commit: string): Promise<number>;
  /** Names of the tensors of one safetensors file, from its head. @throws HubProblem */
  tensors(id: HfRepoId, commit: string, path: string): Promise<string[]>;
}

/** The Hub at the configured address, with the configured token. */
export function hub(signal?: AbortSignal): Hub {
  const { HUB_URL, HUB_TOKEN } = env();
  return hubAt(HUB_URL, HUB_TOKEN, signal);
}

/** The Hub at any address; the token is sent to that origin only. */
export function hubAt(url: string, token?: string, signal?: AbortSignal): Hub {
  const hubUrl = url.replace(/\/$/, "");
  const fetch = fetchWithinHub(hubUrl, token, signal);
  const fetchText = fetchWithinHub(hubUrl, token, signal, maxTextBytes);
  return {
    async model(id, revision) {
      const fields = ["sha", "cardData", "tags", "safetensors"] as const;
      const found = await withinHub(() =>
        modelInfo({ name: id, revision: revision || "HEAD", hubUrl, fetch, additionalFields: [...fields] }),
      );
      return parseAnswer(answer, found);
    },
    async files(id, commit) {
      const found: HubFile[] = [];
      await withinHub(async () => {
        for await (const entry of listFiles({
          repo: { type: "model", name: id },
          revision: commit,
          recursive: true,
          expand: true,
          hubUrl,
          fetch,
        })) {
          if (found.length >= maxFiles) throw new HubProblem("too_large", `it has over ${maxFiles} files`);
          found.push(parseAnswer(fileEntry, entry));
        }
      });
      return found.filter((file) => file.type === "file");
    },
    async text(id, commit, path) {
      return withinHub(async () => {
        const encoded = path.split("/").map(encodeURIComponent).join("/");
        const repo = { type: "model", name: id } as const;
        const blob = await downloadFile({ repo, revision: commit, path: encoded, hubUrl, fetch: fetchText, xet: false });
        return blob === null ? null : blob.text();
      });
    },
    async countParameters(id, commit) {
      const repo = { type: "model", name: id } as const;
      const found = await withinHub(() =>
        parseSafetensorsMetadata({ repo, revision: commit, computeParametersCount: true, hubUrl, fetch }),
      );
      // Not `parameterTotal`: a header may claim any total, the tensors' shapes may not.
      return Object.values(found.parameterCount).reduce((sum, count) => sum + count, 0);
    },
    async tensors(id, commit, path) {
      const read = (start: number, end: number) => fetchRange(hubUrl, token, `/${id}/resolve/${commit}/${path}`, start, end, signal);
      return [...(await readTensorTable(read, maxTable)).keys()];
    },
  };
}

async function withinHub<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof HubProblem) throw error;
    throw new HubProblem("unreachable", error instanceof Error ? error.message : "unreadable answer");
  }
}

function parseAnswer<Shape extends z.ZodType>(shape: Shape, value: unknown): z.output<Shape> {
  const outcome = shape.safeParse(value);
  if (outcome.success) return outcome.data;
  throw new HubProblem("unreadable", `the answer has an unexpected shape (${z.prettifyError(outcome.error).replace(/\s+/g, " ")})`);
}
