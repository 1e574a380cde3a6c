import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { AppError } from "@/lib/errors";
import { type DatasetHub, datasetHub } from "@/lib/hub/datasets";
import { HubProblem } from "@/lib/hub/problem";
import { type AccessProblem, type HfRepoId, hfRepoId, hubRevision, typedHubId } from "@/lib/hub/schema";
import type { Split } from "../schema";
import { completeHead } from "./complete-head";
import type { ImportChoices, ImportProgress } from "./import-choices";
import { type ImportOutcome, importStaged } from "./import-staged";
import { chooseFiles, type ParquetFile, parquetFiles } from "./parquet-files";
import { type Columns, columnsOf, itemFromRow } from "./parquet-item";
import { UnfitParquet } from "./parquet-limits";
import { parquetColumns, parquetRows } from "./parquet-rows";
import { StagedQuestions } from "./staged-questions";
import { refusal } from "./task-file";

/** A data set of the Hub, and which of its columns and splits are which. */
export interface HubSource {
  id: string;
  revision: string | undefined;
  config: string | undefined;
  /** Our split to theirs. */
  split: Readonly<Record<string, string>>;
  /** Our field to their column. */
  field: Readonly<Record<string, string>>;
  /** The gold answer follows the last occurrence of this. */
  afterMarker: string | undefined;
}

/**
 * Imports a task from the Parquet files of a data set, pinned to a commit. Only the parts of the files that are needed are
 * fetched, a row group at a time.
 * @throws AppError NOT_ALLOWED, INVALID_INPUT, NOT_FOUND, UNAVAILABLE with what to do, CONFLICT
 */
export async function importTaskFromHub(
  actor: Actor,
  source: HubSource,
  choices: ImportChoices,
  onProgress: (progress: ImportProgress) => void = () => {},
  hub: DatasetHub = datasetHub(),
): Promise<ImportOutcome> {
  requirePermission(actor, "task:import");
  const id = repositoryOf(source.id);
  const staged = new StagedQuestions("row");
  try {
    const { id: name, commit, license } = await hub.dataset(id, revisionOf(source.revision));
    const head = completeHead(
      {
        name: name.split("/")[1],
        taskType: undefined,
        license: license ?? undefined,
        source: `https://huggingface.co/datasets/${name}/tree/${commit}`,
      },
      choices,
    );
    const chosen = chooseFiles(parquetFiles(await hub.files(name, commit)), source.config, source.split);
    const columns = columnsOf(head.taskType, source.field, source.afterMarker);
    const total = chosen.flatMap(({ files }) => files).reduce((sum, file) => sum + file.size, 0);
    let done = 0;
    for (const { split, files } of chosen) {
      for (const file of files) {
        await stageFile(staged, { hub, id: name, commit, file, split, taskType: head.taskType, columns });
        done += file.size;
        onProgress({ stage: "reading", done, total, unit: "bytes" });
      }
    }
    const notes = chosen.map(({ split, theirs }) => `${split} is the split "${theirs}" of the data set.`);
    return await importStaged({ head, staged, choices, unit: "row", revision: commit, fileHash: null, notes }, onProgress);
  } catch (error) {
    if (error instanceof HubProblem) throw explain(error, id);
    throw error;
  } finally {
    staged.close();
  }
}

interface FileToRead {
  hub: DatasetHub;
  id: HfRepoId;
  commit: string;
  file: ParquetFile;
  split: Split;
  taskType: string;
  columns: Columns;
}

async function stageFile(staged: StagedQuestions, { hub, id, commit, file, split, taskType, columns }: FileToRead): Promise<void> {
  const buffer = { byteLength: file.size, slice: (start: number, end = file.size) => hub.range(id, commit, file.path, start, end) };
  const names = Object.entries(columns.columns);
  const present = await readable(file.path, () => parquetColumns(buffer));
  const missing = names.filter(([field, column]) => field !== column && !present.includes(column)).map(([, column]) => column);
  if (missing.length > 0)
    throw refusal([{ field: file.path, message: `has no column ${missing.join(", ")}; its columns: ${present.join(", ")}` }]);
  const rows = parquetRows(
    buffer,
    names.map(([, column]) => column),
  );
  for (let row = 1; ; row += 1) {
    const next = await readable(file.path, () => rows.next());
    if (next.done) return;
    staged.append({ list: split, position: row - 1, line: row, lines: {}, value: itemFromRow(taskType, next.value, columns) });
  }
}

/** What the parser says of a broken file, in our words; what the Hub says stays what it is. */
async function readable<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof HubProblem || error instanceof AppError) throw error;
    if (error instanceof UnfitParquet) {
      throw refusal([{ field: error.row === null ? path : `${path}, row ${error.row}`, message: error.message }]);
    }
    throw refusal([
      { field: path, message: `is no Parquet file that can be read: ${error instanceof Error ? error.message : String(error)}` },
    ]);
  }
}

function repositoryOf(text: string): HfRepoId {
  const id = hfRepoId.safeParse(typedHubId(text.replace(/\/datasets\//, "/")));
  if (id.success) return id.data;
  throw new AppError("INVALID_INPUT", `"${text}" is no data set: write it as owner/name, for example openai/gsm8k.`);
}

function revisionOf(text: string | undefined): string {
  const revision = hubRevision.safeParse(text ?? "main");
  if (revision.success) return revision.data;
  throw new AppError("INVALID_INPUT", revision.error.issues[0]?.message ?? "This is no revision.");
}

function explain({ kind, message }: HubProblem, id: string): AppError {
  const words: Record<AccessProblem, string> = {
    not_found: `There is no data set "${id}" on the Hub, or it is private and HUB_TOKEN may not see it.`,
    private: `The data set "${id}" is private or does not exist. Set HUB_TOKEN to a token that may read it.`,
    gated: `The data set "${id}" gives its files only to those who accepted its conditions. Accept them on its page, signed in as the owner of HUB_TOKEN, then run this again.`,
    disabled: `The Hub has disabled the data set "${id}".`,
    revision_not_found: `The data set "${id}" has no such revision. Name a branch, a tag or a commit with --revision.`,
    token_failed: "The Hub does not accept HUB_TOKEN. Make a new token and set it.",
    too_large: `The data set "${id}" is too large to read: ${message}. Nothing was imported.`,
    unreadable: `What the Hub says about the data set "${id}" cannot be read: ${message}. Nothing was imported.`,
    unreachable: `The Hub did not answer as it should (${message}). Nothing was imported; run this again later.`,
  };
  return new AppError(kind === "unreachable" ? "UNAVAILABLE" : "NOT_FOUND", words[kind]);
}
