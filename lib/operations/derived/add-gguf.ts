import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";
import { exportGguf } from "../weights/gguf/export-gguf";

/** Adds what llama.cpp reads, where the family is known here; other servers read the weights as they are. */
export async function addGguf(folder: string): Promise<void> {
  try {
    await exportGguf(folder);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    log.info({ folder, why: error.message }, "weights were not written for llama.cpp");
  }
}
