import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import type { Actor } from "@/lib/auth/actor";
import { requirePermission } from "@/lib/auth/permissions";
import { AppError } from "@/lib/errors";
import { completeHead, factsOf, licenceAsked, type TaskHead, typeOf } from "./complete-head";
import type { ImportChoices, ImportProgress } from "./import-choices";
import { type ImportOutcome, importStaged, refusalOfQuestions } from "./import-staged";
import { BrokenFile, type FileField, type FileItem, LineReader } from "./line-reader";
import { StagedQuestions } from "./staged-questions";
import { refusal } from "./task-file";

/** One chunk of the file is in memory at a time. */
const chunkBytes = 64 * 1024;

/**
 * Imports a task from a JSON file in MoCo's shape or ours, of any size, in bounded memory. Everything is checked before
 * anything is written, and all is written in one transaction.
 * @throws AppError NOT_ALLOWED, NOT_FOUND without the file, INVALID_INPUT with line and field of what is wrong, CONFLICT
 */
export async function importTaskFile(
  actor: Actor,
  path: string,
  choices: ImportChoices,
  onProgress: (progress: ImportProgress) => void = () => {},
): Promise<ImportOutcome> {
  requirePermission(actor, "task:import");
  const staged = new StagedQuestions("line");
  try {
    const { size } = await statOf(path);
    if (choices.license === undefined && !(await mentions(path, '"license"'))) throw asks(licenceAsked);
    const { fields, fileHash } = await stageFile(path, size, staged, onProgress);
    const head = headOf(fields, staged, choices);
    return await importStaged({ head, staged, choices, unit: "line", revision: null, fileHash, notes: [] }, onProgress);
  } catch (error) {
    if (error instanceof BrokenFile) throw broken(path, error);
    throw error;
  } finally {
    staged.close();
  }
}

/** Whether a file holds these bytes: far sooner known than what it says. */
async function mentions(path: string, words: string): Promise<boolean> {
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(path)) {
    const read: Buffer = Buffer.concat([rest, chunk]);
    if (read.includes(words)) return true;
    rest = Buffer.from(read.subarray(-words.length));
  }
  return false;
}

function asks(what: string): AppError {
  return refusal([{ field: "the file", message: `does not say ${what}` }]);
}

/** @throws AppError INVALID_INPUT with all that is wrong with the task as a whole, and with its questions */
function headOf(fields: readonly FileField[], staged: StagedQuestions, choices: ImportChoices): TaskHead {
  const facts = factsOf(fields);
  try {
    return completeHead(facts, choices);
  } catch (error) {
    const taskType = typeOf(facts, choices);
    const further = taskType === undefined ? null : refusalOfQuestions({ staged, choices, unit: "line" }, taskType);
    if (!(error instanceof AppError) || further === null) throw error;
    throw refusal([...error.fields, ...further.fields], further.advice);
  }
}

async function stageFile(path: string, size: number, staged: StagedQuestions, onProgress: (progress: ImportProgress) => void) {
  const reader = new LineReader();
  const fields: FileField[] = [];
  const hash = createHash("sha256");
  const keep = (found: readonly (FileItem | FileField)[]) => {
    for (const one of found) {
      if (one.kind === "field") fields.push(one);
      else
        staged.append({ list: one.list, position: one.position, line: one.line, lines: Object.fromEntries(one.lines), value: one.value });
    }
  };
  let done = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes })) {
    hash.update(chunk);
    keep(reader.write(chunk));
    done += chunk.length;
    onProgress({ stage: "reading", done, total: size, unit: "bytes" });
  }
  keep(reader.end());
  return { fields, fileHash: hash.digest("hex") };
}

async function statOf(path: string) {
  try {
    const found = await stat(path);
    if (found.isFile()) return found;
  } catch {
    // Said below, with the same words as for a folder.
  }
  throw new AppError("NOT_FOUND", `There is no file ${path}.`);
}

function broken(path: string, { line, message }: BrokenFile): AppError {
  const field = `line ${line}`;
  return new AppError("INVALID_INPUT", `The task cannot be imported. ${basename(path)}, ${field}: ${message}.`, [{ field, message }]);
}
