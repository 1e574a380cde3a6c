import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { z } from "zod";

/** A file of the repository, parsed; seeds run in its root. @throws ZodError when the file does not have the shape */
export async function readSeedFile<Shape extends z.ZodType>(shape: Shape, ...path: string[]): Promise<z.output<Shape>> {
  return shape.parse(JSON.parse(await readFile(join(process.cwd(), ...path), "utf8")));
}
