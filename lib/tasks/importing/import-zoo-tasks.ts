import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { inTransaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/errors";
import { type ImportedTask, importTask } from "./import-task";

/**
 * Imports every task of the zoo; safe to repeat.
 * @param directory holds one JSON file per task
 * @returns one outcome per file, in the order of their names
 * @throws AppError as `importTask` does, with the file's name in front
 */
export async function importZooTasks(directory = join(process.cwd(), "zoo", "tasks")): Promise<ImportedTask[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith(".json")).sort();
  const outcomes: ImportedTask[] = [];
  for (const name of names) {
    const text = await readFile(join(directory, name), "utf8");
    outcomes.push(await importFile(name, text));
  }
  return outcomes;
}

async function importFile(name: string, text: string): Promise<ImportedTask> {
  try {
    const file: unknown = JSON.parse(text);
    return await inTransaction((tx) => importTask(tx, file, { reordered: "note", example: true }));
  } catch (error) {
    // The parser's own words name line and column.
    if (error instanceof SyntaxError) throw new AppError("INVALID_INPUT", `${name} is not JSON: ${error.message}`);
    if (error instanceof AppError) throw new AppError(error.code, `${name}: ${error.message}`, error.fields);
    throw error;
  }
}
