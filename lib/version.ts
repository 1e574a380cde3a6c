import { readFileSync } from "node:fs";
import { z } from "zod";

/** Version of the program that this process runs, from its package file. */
export function readVersion(): string {
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"))).version;
}
