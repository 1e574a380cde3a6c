import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expectWritable } from "./expect-writable";
import { runCommand } from "./run-command";
import { root } from "./settings";
import { Trouble } from "./step";

const sources = [
  "app",
  "components",
  "lib",
  "public",
  "prisma/schema",
  "next.config.ts",
  "proxy.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
];

function hashInto(hash: ReturnType<typeof createHash>, path: string): void {
  const entries = readdirSync(join(root, path), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const name = `${path}/${entry.name}`;
    if (entry.isDirectory()) {
      if (entry.name !== "generated") hashInto(hash, name);
    } else if (!/\.test\.tsx?$/.test(entry.name)) hash.update(name).update(readFileSync(join(root, name)));
  }
}

/** SHA-256 over everything that goes into the build. */
function fingerprint(): string {
  const hash = createHash("sha256");
  for (const path of sources) {
    if (path.includes(".")) hash.update(path).update(readFileSync(join(root, path)));
    else hashInto(hash, path);
  }
  return hash.digest("hex");
}

const command = ["node_modules/next/dist/bin/next", "build"];
const runDirectly: Run = (programArguments, environment) => runCommand([process.execPath, ...programArguments], { environment });

/** Runs Node with arguments to its end. */
type Run = (programArguments: string[], environment: NodeJS.ProcessEnv) => Promise<{ code: number; output: string }>;

/**
 * Builds the web application unless the last build came from the same sources.
 * @param run how the build is run: under a supervisor that ends it when it is told to stop
 * @returns whether it was built now
 */
export async function buildWeb(environment: NodeJS.ProcessEnv, run: Run = runDirectly): Promise<boolean> {
  const stamp = join(root, ".next", "polyphony-fingerprint");
  const present = fingerprint();
  if (existsSync(stamp) && existsSync(join(root, ".next", "BUILD_ID")) && readFileSync(stamp, "utf8") === present) return false;
  expectWritable("The web application");
  // A build that is stopped half-way must not pass for the one before it.
  rmSync(stamp, { force: true });
  const { code, output } = await run(command, { ...environment, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" });
  if (code !== 0) throw new Trouble(`The web application did not build:\n${output.slice(-4000)}`);
  writeFileSync(stamp, present);
  return true;
}
