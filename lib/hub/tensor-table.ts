import { z } from "zod";
import { HubProblem } from "./problem";

const table = z.record(z.string(), z.looseObject({ shape: z.array(z.number().nonnegative()).optional() }));

/**
 * The tensors of a safetensors file by name: eight bytes of length, then a table in JSON.
 * @param read bytes from `start` to `end` (exclusive) of the file
 * @param most bytes of the table that are read
 * @throws HubProblem for a table that is too large or none; whatever `read` throws
 */
export async function readTensorTable(
  read: (start: number, end: number) => Promise<ArrayBuffer>,
  most: number,
): Promise<Map<string, { shape?: number[] | undefined }>> {
  const length = Number(new DataView(await read(0, 8)).getBigUint64(0, true));
  if (length > most) throw new HubProblem("too_large", `its table of tensors has over ${most / 1_000_000} MB`);
  try {
    const { __metadata__: _, ...tensors } = table.parse(JSON.parse(Buffer.from(await read(8, 8 + length)).toString("utf8")));
    return new Map(Object.entries(tensors));
  } catch (error) {
    if (error instanceof HubProblem) throw error;
    throw new HubProblem("unreadable", "its table of tensors is not one");
  }
}
