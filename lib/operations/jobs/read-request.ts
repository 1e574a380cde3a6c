import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { AppError } from "@/lib/errors";
import { jobRequest } from "./requests";

/**
 * The request in the folder of a job, every default written out.
 * @throws AppError that says what is wrong with it
 */
export async function readRequest(folder: string): Promise<z.output<typeof jobRequest>> {
  const file = join(folder, "request.json");
  const text = await readFile(file, "utf8").catch(() => {
    throw new AppError("INVALID_INPUT", `There is no ${file}.`);
  });
  const outcome = jobRequest.safeParse(parseJson(text, file));
  if (!outcome.success) throw new AppError("INVALID_INPUT", `${file} cannot be used:\n${z.prettifyError(outcome.error)}`);
  return outcome.data;
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError("INVALID_INPUT", `${file} is not JSON.`);
  }
}
