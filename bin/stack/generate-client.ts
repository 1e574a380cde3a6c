import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readSchema } from "@/prisma/engine";
import { expectWritable } from "./expect-writable";
import { runCommand } from "./run-command";
import { root } from "./settings";
import { Trouble } from "./step";

const folder = join(root, "lib", "db", "generated");
type Run = (programArguments: string[]) => Promise<{ code: number; output: string }>;
const runDirectly: Run = (programArguments) => runCommand([process.execPath, ...programArguments]);

/**
 * Makes the database client unless the last one came from the same schema and packages.
 * @param run how the generator is run: under a supervisor that ends it when it is told to stop
 * @returns whether it was made now
 */
export async function generateClient(run: Run = runDirectly): Promise<boolean> {
  const hash = createHash("sha256").update(readFileSync(join(root, "package-lock.json")));
  for (const [name, text] of await readSchema()) hash.update(name).update(text);
  const [stamp, present] = [join(folder, ".fingerprint"), hash.digest("hex")];
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === present) return false;
  expectWritable("The database client");
  rmSync(stamp, { force: true });
  const { code, output } = await run(["--import", "tsx", "prisma/generate.ts"]);
  if (code !== 0) throw new Trouble(`The database client could not be made:\n${output.slice(-4000)}`);
  writeFileSync(stamp, present);
  return true;
}
