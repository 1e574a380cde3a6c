import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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

/**
 * Builds the web application unless the last build came from the same sources.
 * @returns whether it was built now
 */
export async function buildWeb(environment: NodeJS.ProcessEnv): Promise<boolean> {
  const stamp = join(root, ".next", "polyphony-fingerprint");
  const present = fingerprint();
  if (existsSync(stamp) && existsSync(join(root, ".next", "BUILD_ID")) && readFileSync(stamp, "utf8") === present) return false;
  const { code, output } = await runCommand(["next", "build"], {
    environment: { ...environment, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  if (code !== 0) throw new Trouble(`The web application did not build:\n${output.slice(-4000)}`);
  writeFileSync(stamp, present);
  return true;
}
